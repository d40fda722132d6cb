#!/bin/sh
# The trade war, an opening and an agreement on world2017, on the 15 x 15 table behind it, and on WIOD 2011 brought to
# its labels (cross_worlds.py). Usage: tools/dev/cross-check.sh ENTREPOT TABLES FOLDER [FIRMS]
set -eu
entrepot=$1 tables=$2 folder=$3 firms=${4:-20000}
here=$(dirname "$0")
mkdir -p "$folder"
"$here/cross_worlds.py" mrio "$tables/mrio15x15_2017_musd.csv.gz" "$folder/mrio"
"$here/cross_worlds.py" wiod "$tables/wiot_2011.csv.gz" "$folder/wiod"
cat > "$folder/opening.yaml" <<'Y'
schema: 1
name: opening
seed: 1
world: {name: world2017}
calendar: {start: 2017-01, end: 2019-12, step: 1 month}
policies:
  - {id: open, type: opening, importer: CHN, duty_cut: 0.5, from: 2018-01-01}
Y
cat > "$folder/agreement.yaml" <<'Y'
schema: 1
name: agreement
seed: 1
world: {name: world2017}
calendar: {start: 2017-01, end: 2019-12, step: 1 month}
policies:
  - {id: pact, type: agreement, members: [USA, EUK, JPN], from: 2018-01-01}
Y
for world in world2017 mrio wiod; do
  for scenario in trade-war-2018 opening agreement; do
    file=$scenario
    [ -f "$folder/$scenario.yaml" ] && file=$folder/$scenario.yaml
    [ "$world" = world2017 ] && at="world.name=world2017" || at="world.table=$folder/$world/world.yaml"
    "$entrepot" run "$file" -o "$folder/$scenario-$world.h5" --force --quiet --set "$at" --set "world.firms=$firms" --set replicates.count=3 \
      --set replicates.resynthesise=true --set calendar.end=2019-12 > /dev/null
  done
done
/usr/bin/python3 "$here/cross_numbers.py" "$folder"
