# What git alone has to do for attempts that change nothing: so many lanes, so many attempts in each.
set -eu
lane() {
  cd "$1"
  for i in $(seq "$2"); do
    git read-tree --reset -u HEAD
    git clean -ffdxq
    git add --all
    git diff-tree -r --numstat HEAD "$(git write-tree)"
    git update-ref "refs/bench/${1##*/}/$i" HEAD
  done
}
export -f lane
seq "$1" | xargs -P "$1" -I{} bash -c "lane ../lane{} $2"
