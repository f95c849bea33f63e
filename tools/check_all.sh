# The dear part of ./check all, which reads this file; not to be run by itself.

fuzz() {  # a minute for each target, over the seeds that are kept beside it
  local target
  for target in build/clang/*_fuzz; do
    [[ -x $target ]] || continue
    local name=${target##*/}
    local corpus=build/clang/corpus/$name seeds=tests/fuzz/seeds/${name%_fuzz}
    mkdir -p "$corpus" "$seeds"
    "$target" -max_total_time=60 -timeout=10 -rss_limit_mb=2048 -print_final_stats=0 "$corpus" "$seeds" >"build/clang/$name.log" 2>&1 ||
      { tail -n 30 "build/clang/$name.log"; return 1; }
    printf '   %s: %s\n' "$name" "$(tail -n 1 "build/clang/$name.log")"
  done
}

tidy() { git ls-files -z 'src/*.cpp' | xargs -0 -n 8 -P "$cpus" clang-tidy -p build/clang --quiet 2>/dev/null; }

scores() {
  local suite
  for suite in chains arabic_gsr muc4 plover_gsr plv case_acled india_police polnear times ner ngec geo extraction; do
    printf '%-14s %s\n' "$suite" \
      "$(python3 "../shared/eval/$suite.py" --cmd "build/release/musnad read --in jsonl -" 2>&1 | grep '^SCORE' || echo 'no score')"
  done
  printf '%-14s %s\n' words "$(python3 ../shared/eval/words.py --cmd "build/release/musnad words --in jsonl -" 2>&1 | grep '^SCORE' || echo 'no score')"
  python3 ../shared/eval/spans.py build/examples.jsonl
}

tools/install_packages tools/packages_all.txt
# Another compiler, the sanitizers and the fuzz targets in one build.
step "build with clang and sanitizers" build build/clang -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_COMPILER=clang++ \
  -DCMAKE_C_COMPILER=clang -DMUSNAD_SANITIZE=ON -DMUSNAD_FUZZ=ON -DMUSNAD_TESTS=ON
step "tests with sanitizers" run_tests build/clang
step "clang-tidy" tidy
step "fuzz" fuzz
step "build benchmarks" build build/bench -DCMAKE_BUILD_TYPE=Release -DMUSNAD_BENCH=ON -DMUSNAD_TESTS=OFF
if [[ -d ../shared/eval ]]; then step "scored suites" scores; else echo "== scored suites: skipped, ../shared is not there"; fi
