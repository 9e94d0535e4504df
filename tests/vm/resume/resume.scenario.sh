# SPDX-License-Identifier: GPL-2.0
# The first run of a kernel boots it, later ones resume the booted machine; a snapshot that cannot be resumed,
# and one whose making was interrupted, do no harm.
#: kernels: 6.12
#: modules: ../../../samples/minimal
#: host: yes
if [ -z "${KXX_CACHE:-}" ]; then KXX_CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/kxx; fi
real=$KXX_CACHE/kernels/$KERNEL
KXX_CACHE=$(mktemp -d "${TMPDIR:-/tmp}/kxx-resume.XXXXXX")
export KXX_CACHE
trap 'rm -rf "$KXX_CACHE"' EXIT
kernel=$KXX_CACHE/kernels/$KERNEL
mkdir -p "$kernel"
for entry in "$real"/*; do
	case $entry in */snapshot-*) ;; *) ln -s "$entry" "$kernel/" ;; esac
done

cat >script <<'END'
# Files of this run, and files that every guest has.
cmp /modules/minimal.ko /files/copy.ko || exit 1
kxx-load && kxx-unload || exit 1
# The guest's clock agrees with the host's, except for the duration of the run.
now=$(date +%s)
[ "$now" -ge "$HOST_NOW" ] && [ "$now" -le $((HOST_NOW + 300)) ] || { echo "the clock says $now"; exit 1; }
echo "the job ran"
END
fail() { echo "$*"; cat out; exit 1; }
go() {
	{ echo "HOST_NOW=$(date +%s)"; cat script; } >script.now
	"$KXX" run --no-build --kernel "$KERNEL" --script script.now --file copy.ko "$@" $MODULES >out 2>&1 ||
		fail "the run failed: $*"
	grep -q 'the job ran' out || fail "the job did not run: $*"
}
snapshots() { ls "$kernel" | grep -c '^snapshot-'; }
cp $MODULES copy.ko

# An interrupted run leaves nothing. (A shell starts background commands with SIGINT ignored.)
env --default-signal "$KXX" run --no-build --kernel "$KERNEL" $MODULES >out 2>&1 &
kxx=$!
sleep 2
kill -INT $kxx
wait $kxx
[ $? = 130 ] || fail "Ctrl-C was not heard"
[ "$(snapshots)" = 0 ] || fail "an interrupted run left $(ls "$kernel")"

go
grep -q 'the first run with this kernel boots it' out || fail "the first run did not make a snapshot"
grep -q 'resumed in' out || fail "the first run did not use its snapshot"
[ "$(snapshots)" = 2 ] || fail "not two files: $(ls "$kernel")"
# QEMU itself recorded that the machine was paused. A snapshot of a running machine may mix pages of different moments.
grep -aqP 'globalstate[^a-z]*paused' "$kernel"/snapshot-???????????????????????????????? ||
	fail "the machine ran while it was saved"
go
grep -q 'boots it' out && fail "the second run booted"
grep -q 'resumed in' out || fail "the second run did not resume"
# Output that cannot be written is not a fault of the snapshot.
for command in "run" "run -v"; do
	"$KXX" $command --no-build --kernel "$KERNEL" $MODULES >/dev/full 2>out
	[ $? = 2 ] || fail "$command: a full disk was not noticed"
	grep -q 'error: cannot write' out && ! grep -q 'cannot resume' out || fail "$command: a full disk: $(cat out)"
	[ "$(snapshots)" = 2 ] || fail "$command: $(ls "$kernel")"
done
go --boot
grep -q 'booted in' out || fail "--boot did not boot"

# The snapshot is truncated, as by a full disk.
truncate -s 1M "$kernel"/snapshot-????????????????????????????????
go
grep -q 'warning: cannot resume' out && grep -q 'booted in' out || fail "a broken snapshot was not noticed"
[ "$(snapshots)" = 0 ] || fail "the broken snapshot is still there"
