#!/usr/bin/env bash
# Builds the solution once and runs every test. Ends with one line: the sum over all test projects.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en MSBUILDDISABLENODEREUSE=1
results=artifacts/test-results
rm -rf "$results" && mkdir -p "$results"

# The runtime's tests talk to real servers and a real browser, in any version that the distribution packages.
missing=()
compgen -G '/usr/lib/postgresql/*/bin/postgres' > /dev/null || command -v postgres > /dev/null || missing+=(postgresql)
command -v redis-server > /dev/null || missing+=(redis-server)
command -v chromium chromium-browser google-chrome > /dev/null || missing+=(chromium)
if (( ${#missing[@]} > 0 )); then
    echo "Installing what the tests need: ${missing[*]}"
    root=(env DEBIAN_FRONTEND=noninteractive)
    (( EUID == 0 )) || root=(sudo -n "${root[@]}")
    "${root[@]}" apt-get update -qq
    "${root[@]}" apt-get install -qq -y --no-install-recommends "${missing[@]}" > /dev/null ||
        echo "Not installed: ${missing[*]}. The tests that need them fail." >&2
fi

# A bare dotnet test skips what needs a missing program. Here everything runs.
export SESSIONS_REQUIRE_SERVERS=1

dotnet restore SessionAnalyzers.sln --verbosity quiet &&
dotnet build SessionAnalyzers.sln --no-restore --configuration Release --verbosity quiet -warnaserror -tl:off &&
# One project after the other: those that watch clocks and processes are not to compete for two cores.
dotnet test SessionAnalyzers.sln -m:1 --no-build --configuration Release --logger "trx;LogFilePrefix=tests" --results-directory "$results"
status=$?

# The same assembly of rules in an older compiler: what Visual Studio 17.14 and the .NET 9 SDK host.
dotnet build tests/SessionAnalyzers.Tests --configuration Release --verbosity quiet -warnaserror -tl:off \
    -p:TestRoslynVersion=4.14.0 --artifacts-path artifacts/roslyn-4.14 &&
dotnet test tests/SessionAnalyzers.Tests --no-build --configuration Release \
    -p:TestRoslynVersion=4.14.0 --artifacts-path artifacts/roslyn-4.14 --logger "trx;LogFilePrefix=roslyn-4.14" --results-directory "$results" ||
status=1

# The runtime's tests once more on .NET 8, self-contained: the machine need not have that runtime.
for project in SealedSessions.Tests SealedSessions.AspNetCore.Tests SealedSessions.Postgres.Tests; do
    dotnet build "tests/$project" --configuration Release --verbosity quiet -warnaserror -tl:off \
        -p:TestFramework=net8.0 --self-contained --use-current-runtime --artifacts-path artifacts/net8.0 &&
    "artifacts/net8.0/bin/$project/release/$project" -noColor -trx "$PWD/$results/net8.0-$project.trx" ||
    status=1
done

# Every .trx file counts its own tests: total="…" executed="…" passed="…".
sum() {
    find "$results" -name '*.trx' -exec grep -h -o '<Counters [^>]*' {} + 2>/dev/null |
        sed -E "s/.* $1=\"([0-9]+)\".*/\1/" | awk '{ sum += $1 } END { print sum + 0 }'
}

passed=$(sum passed)
skipped=$(( $(sum total) - $(sum executed) ))
failed=$(( $(sum executed) - passed ))

# A build that fails, a test host that dies and a run without tests are failures too, though no test has failed.
if (( failed == 0 && (status != 0 || passed == 0) )); then
    failed=1
fi

line="$passed passed, $failed failed"
if (( skipped > 0 )); then
    line+=", $skipped skipped"
fi

echo "$line"
exit $(( failed > 0 ))
