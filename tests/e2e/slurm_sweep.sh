#!/usr/bin/env bash
# A sweep as a Slurm array on a real slurmctld, slurmd and munge started here, with the node's death in its middle.
# usage: tests/e2e/slurm_sweep.sh PROGRAM [--quick]; exit code 77: packages are missing. --quick leaves the death out.
set -euo pipefail
program=$(realpath "$1")
quick=${2:-}
for need in munged slurmctld slurmd sbatch scontrol squeue; do
  if ! PATH=$PATH:/usr/sbin command -v $need > /dev/null; then
    echo "skipped: $need is not installed (packages munge, slurmctld, slurmd, slurm-client)"
    exit 77
  fi
done
if [ "$(id -u)" != 0 ]; then echo "skipped: slurmd needs root"; exit 77; fi
export PATH=$PATH:/usr/sbin
work=$(mktemp -d)
mkdir -p "$work"/{munge,state,spool,log}
chmod 755 "$work"; chmod 700 "$work/munge"
export SLURM_CONF=$work/slurm.conf
daemons=()

stop() {
  kill_steps
  for pid in "${daemons[@]}"; do kill -9 "$pid" 2> /dev/null || true; done
  [ -n "${KEEP:-}" ] || rm -rf "$work"
}
trap stop EXIT

# What of a node outlives its slurmd: the processes of its jobs, and the step daemons that are their parents.
kill_steps() {
  local pids pid
  pids=$(scontrol listpids 2> /dev/null | awk 'NR > 1 && $1 > 1 {print $1}') || true
  for pid in $pids; do
    [ -r "/proc/$pid/status" ] || continue
    if grep -q slurmstepd "/proc/$(awk '/^PPid/ {print $2}' "/proc/$pid/status")/comm" 2> /dev/null; then
      kill -9 "$(awk '/^PPid/ {print $2}' "/proc/$pid/status")" 2> /dev/null || true
    fi
  done
  for pid in $pids; do kill -9 "$pid" 2> /dev/null || true; done
}

head -c 1024 /dev/urandom > "$work/munge/key"; chmod 400 "$work/munge/key"
munged --force --foreground --key-file="$work/munge/key" --socket="$work/munge.socket" --pid-file="$work/munge/pid" \
  --log-file="$work/munge/log" --seed-file="$work/munge/seed" > /dev/null 2>&1 &
daemons+=($!)
host=$(hostname -s)
cat > "$SLURM_CONF" << CONF
ClusterName=trial
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=${SLURM_TEST_PORT:-26817}
SlurmdPort=$((${SLURM_TEST_PORT:-26817} + 1))
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/log/slurmctld
SlurmdLogFile=$work/log/slurmd
SlurmdTimeout=10
ReturnToService=2
JobRequeue=1
MpiDefault=none
SchedulerParameters=batch_sched_delay=0,sched_interval=2,requeue_delay=1
NodeName=$host NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=trial Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
slurmctld -D > /dev/null 2>&1 & daemons+=($!)
start_node() { slurmd -D > /dev/null 2>&1 & node=$!; daemons+=("$node"); }
start_node
for _ in $(seq 100); do sinfo -h -o %t 2> /dev/null | grep -q idle && break; sleep 0.2; done
if ! sinfo -h -o %t | grep -q idle; then
  echo "the node does not come up:"; tail -n 20 "$work"/log/*; exit 1
fi

cat > "$work/plan.yaml" << 'PLAN'
schema: 1
name: trial
scenario: trade-war-2018
set: [world.firms=1500, calendar.start=2018-05, calendar.end=2018-10]
seed: 3
replicates: 2
design: {method: latin-hypercube, samples: 6}
parameters:
  - {path: model.sourcing.hazard_scale, lower: 0.25, upper: 1}
  - {path: 'policies[*].scale', lower: 0.5, upper: 2}
metrics: [import_share, consumer_price]
PLAN
[ -n "$quick" ] || sed -i 's/samples: 6/samples: 40/' "$work/plan.yaml"
cd "$work"
"$program" --quiet --threads 1 sweep run plan.yaml --folder one
"$program" sweep run plan.yaml --folder array --launcher slurm --shards 3

open() { "$program" --json sweep status array | sed -n 's/.*"open": \([0-9]*\).*/\1/p'; }
wait_for() {  # the jobs of a dead node wait two minutes, until their credentials have run out
  for _ in $(seq 1000); do
    [ "$(open)" -le "$1" ] && return 0
    sleep 0.3
  done
  echo "the array does not get on:"; squeue; tail -n 20 "$work"/log/* array/slurm-*.txt; exit 1
}
if [ -z "$quick" ]; then
  wait_for 70
  kill_steps
  kill -9 "$node"
  "$program" sweep status array --ledger | grep finished | cut -d, -f1,2 | tr , ' ' | sort > before.txt
  echo "the node died with $(wc -l < before.txt) of 80 runs finished"
  sleep 1
  start_node
fi
wait_for 0
for _ in $(seq 100); do [ -z "$(squeue -h)" ] && break; sleep 0.3; done
"$program" --quiet sweep merge one
"$program" --quiet sweep merge array
[ "$("$program" hash one/merged.h5)" = "$("$program" hash array/merged.h5)" ] || { echo "the results differ"; exit 1; }
if [ -z "$quick" ]; then
  cut -d' ' -f1,2 array/starts/*.txt | sort | uniq -d > twice.txt
  if [ -n "$(comm -12 before.txt twice.txt)" ]; then echo "a finished run ran twice"; exit 1; fi
  echo "runs started twice (cut off by the death): $(wc -l < twice.txt)"
fi
echo "the array gave the same results as one process"
