#!/usr/bin/env bash
# Adds up what the test runners reported and ends with one plain line.
#
#   scripts/tally.sh FOLDER
#
# FOLDER holds one *.log for each stage of `make test`. A stage in which no test
# ran is a failure: a suite that finds nothing to do must not look like a pass.
set -euo pipefail

folder=${1:?usage: scripts/tally.sh FOLDER}
passed=0
failed=0
skipped=0
empty=()

for log in "$folder"/*.log; do
  [ -f "$log" ] || continue
  # The closing lines of cargo ("test result: ok. 3 passed; 0 failed; 1 ignored"),
  # Vitest ("Tests  3 passed | 1 skipped (4)") and Playwright ("  3 passed (2.1s)"),
  # without the colours. Vitest's "Test Files" line counts files, so it is left out.
  read -r stage_passed stage_failed stage_skipped < <(
    sed 's/\x1b\[[0-9;]*m//g' "$log" | awk '
      /^test result: / || /^ +Tests +[0-9]/ || /^ +[0-9]+ (passed|failed|skipped|flaky)( \(.*\))?$/ {
        for (i = 2; i <= NF; i++) {
          word = $i
          gsub(/[;,.]/, "", word)
          if ($(i - 1) !~ /^[0-9]+$/) continue
          if (word == "passed") passed += $(i - 1)
          else if (word == "failed" || word == "flaky") failed += $(i - 1)
          else if (word == "ignored" || word == "skipped") skipped += $(i - 1)
        }
      }
      END { print passed + 0, failed + 0, skipped + 0 }'
  )
  [ "$stage_passed" -gt 0 ] || empty+=("$(basename "$log" .log)")
  passed=$((passed + stage_passed))
  failed=$((failed + stage_failed))
  skipped=$((skipped + stage_skipped))
done

if [ "${#empty[@]}" -gt 0 ]; then
  echo "No test passed in: ${empty[*]}. A stage without a test is a failure; see $folder." >&2
  failed=$((failed + ${#empty[@]}))
fi

if [ "$skipped" -gt 0 ]; then
  echo "$passed passed, $failed failed, $skipped skipped"
else
  echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
