# What people write: a worktree for each job, eight jobs at a time, then merges one after the other.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"; git worktree prune' EXIT
job() {
  git worktree add -q -b "job-$1" "$work/$1" main 2>/dev/null || git worktree add -q -b "job-$1" "$work/$1" main
  cd "$work/$1"
  for i in 0 1 2 3 4; do
    n=$(($1 * 5 + i))
    echo edited >>"d$((n / 50))/f$n.txt"
  done
  sleep 0.5
  git commit -qam "job $1"
}
export -f job
export work
seq 0 49 | xargs -P 8 -I{} bash -c 'job {}'
for i in $(seq 0 49); do
  git merge -q -m "merge $i" "job-$i" >/dev/null
  git worktree remove "$work/$i"
done
