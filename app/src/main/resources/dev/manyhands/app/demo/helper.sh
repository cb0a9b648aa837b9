#!/bin/sh
# Starts a helper of 'manyhands demo', or one of its checks; the plan beside this file says which.
flags='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xmx512m'
class_path={{jar}}
case $1 in
  patch)
    class_path=$class_path:{{tools}}
    # Error Prone works inside javac.
    for package in api file main model parser processing tree util; do
      flags="$flags --add-exports=jdk.compiler/com.sun.tools.javac.$package=ALL-UNNAMED"
    done
    for package in code comp; do
      flags="$flags --add-opens=jdk.compiler/com.sun.tools.javac.$package=ALL-UNNAMED"
    done
    ;;
  verify)
    class_path=$class_path:build/classes:{{tests}}
    # Made before the JVM starts, which does not look for a folder again that was missing.
    mkdir -p build/classes
    ;;
esac
# shellcheck disable=SC2086 # flags are words
exec {{java}} $flags -cp "$class_path" -Ddemo.library={{library}} -Ddemo.tests={{options}} \
  dev.manyhands.app.demo.helper.Helper "$@"
