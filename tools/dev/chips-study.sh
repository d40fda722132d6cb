#!/usr/bin/env bash
# Export controls on chips, the CHIPS act and the IRA on a world with semiconductors, batteries and electric cars as sectors
# (world2017-chips), and the controls on world2017 beside it; each against the trade war alone on the same world, with 95 %
# intervals over redrawn worlds. Prints docs/studies/chips-world.txt. ENTREPOT: the program, where it is not that of build/release.
# usage: tools/dev/chips-study.sh [folder] [firms] [worlds]
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=${1:-build/chips-study}
firms=${2:-10000}
worlds=${3:-5}
program=${ENTREPOT:-$PWD/build/release/tools/entrepot}
mkdir -p "$folder"
run() { # name, scenario, changes...
  local name=$1 scenario=$2 changes=()
  shift 2
  for change in "$@"; do changes+=(--set "$change"); done
  "$program" run "$scenario" --quiet --force --set world.firms="$firms" --set replicates="$worlds" --set calendar.end=2028-12 \
    "${changes[@]}" -o "$folder/$name.h5" > /dev/null
}
table() { # title, with, without, metric, where, rows
  printf '\n%s: %s less %s\n' "$1" "$2" "$3"
  (cd "$folder" && "$program" compare "$2.h5" "$3.h5" --metric "$4" --where "$5" --top "$6")
}
"$program" version | head -n 2
echo "$worlds redrawn worlds of $firms firms"
run war trade-war-2018
run controls small-yard-high-fence
run war-chips trade-war-2018 world.name=world2017-chips
run controls-chips small-yard-high-fence-chips
run act-chips chips-act-chips
run ira-chips ira-batteries-chips
for year in 2023 2026; do
  # By product the world knows the trade of the USA only.
  table "US exports of chip tools, 8486, to China, $year" controls-chips war-chips product_exports "reporter=USA,partner=CHN,product=8486,time=$year" 3
  table "the same on world2017, $year" controls war product_exports "reporter=USA,partner=CHN,product=8486,time=$year" 3
  table "China's imports of machinery, chip tools among them, $year" controls-chips war-chips customs_trade "destination=CHN,sector=MAC,time=$year" 6
  table "China's imports of semiconductors, $year" controls-chips war-chips customs_trade "destination=CHN,sector=SEM,time=$year" 6
  table "China's imports of electronics on world2017, $year" controls war customs_trade "destination=CHN,sector=ELE,time=$year" 6
  table "China's import price of semiconductors, $year" controls-chips war-chips import_price "destination=CHN,sector=SEM,time=$year" 3
  table "China's import price of electronics on world2017, $year" controls war import_price "destination=CHN,sector=ELE,time=$year" 3
  # The trade war alone lists nobody: listed firms against the baseline of the same run.
  printf '\nSales of the listed firms, %s: controls-chips less its baseline\n' "$year"
  (cd "$folder" && "$program" compare controls-chips.h5 --metric firm_group_sales --where "firm_group=listed,region=CHN,time=$year" --top 3)
  table "Chinese output of semiconductors, $year" controls-chips war-chips output_volume "region=CHN,sector=SEM,time=$year" 3
  table "Chinese output of electronics without chips, $year" controls-chips war-chips output_volume "region=CHN,sector=ELE,time=$year" 3
done
for year in 2024 2028; do
  table "Output of semiconductors in the USA, $year" act-chips war-chips output_volume "region=USA,sector=SEM,time=$year" 3
  table "Plants in the USA by owner, $year" act-chips war-chips sites "host=USA,time=$year" 6
  table "Output of batteries in the USA, $year" ira-chips war-chips output_volume "region=USA,sector=BAT,time=$year" 3
  table "US imports of electric cars, $year" ira-chips war-chips customs_trade "destination=USA,sector=EVC,time=$year" 6
done
