# SPDX-License-Identifier: GPL-2.0
# A signal ends a run as it ends any program: the machine is gone then, and the terminal is restored.
# (tests/vm/resume tests what an interrupted run leaves in the cache.)
#: kernels: 6.12
#: modules: ../../../samples/minimal
#: host: yes
work=$(mktemp -d "${TMPDIR:-/tmp}/kxx-signals.XXXXXX")
trap 'rm -rf "$work"' EXIT
fail() { echo "$*"; tail -n 20 "$work"/out* 2>/dev/null; exit 1; }
echo 'echo here; while :; do sleep 1; echo still; done' > "$work/script"
machine_of() { pgrep -P "$1" qemu-system; }
# until_says TEXT FILE: waits until FILE contains TEXT
until_says() {
	local i
	for ((i = 0; i < 6000; i++)); do
		grep -qa "$1" "$2" 2> /dev/null && return
		sleep 0.1
	done
	fail "'$1' does not come"
}
gone() {
	local i
	for ((i = 0; i < 100; i++)); do
		kill -0 "$1" 2> /dev/null || return 0
		sleep 0.1
	done
	fail "$2: QEMU is still there"
}
start() { exec env --default-signal "$KXX" run --no-build --kernel "$KERNEL" --script "$work/script" $MODULES; }

for signal in INT TERM HUP; do
	start > "$work/out" 2>&1 &
	kxx=$!
	until_says '^here' "$work/out"
	machine=$(machine_of $kxx)
	[ -n "$machine" ] || fail "$signal: no machine"
	kill -$signal $kxx
	wait $kxx
	status=$?
	[ $status = $((128 + $(kill -l $signal))) ] || fail "$signal: status $status"
	gone "$machine" $signal
	: > "$work/out"
done

# The reader of its output exits.
{ start 2> "$work/out-errors" & echo $! > "$work/pid"; wait $!; echo $? > "$work/status"; } | {
	read -r first
	machine_of "$(cat "$work/pid")" > "$work/machine"
}
[ "$(cat "$work/status")" = 141 ] || fail "PIPE: status $(cat "$work/status")"
[ -s "$work/machine" ] || fail "PIPE: no machine"
gone "$(cat "$work/machine")" PIPE

# An ignored signal stays ignored, as nohup needs it.
(trap '' HUP; exec "$KXX" run --no-build --kernel "$KERNEL" --script "$work/script" $MODULES) > "$work/out" 2>&1 &
kxx=$!
until_says '^here' "$work/out"
kill -HUP $kxx
: > "$work/out"
until_says '^still' "$work/out"
kill -TERM $kxx
wait $kxx
[ $? = 143 ] || fail "an ignored SIGHUP changed something"

# The terminal of a shell in the guest.
cat > "$work/in_terminal" <<END
stty -g > $work/before
sh -c 'echo \$\$ > $work/pid; exec env --default-signal "$KXX" run --no-build --kernel $KERNEL --shell $MODULES'
echo \$? > $work/status
stty -g > $work/after
END
script -qfec "sh $work/in_terminal" "$work/out" > /dev/null 2>&1 < /dev/null &
until_says 'modules #' "$work/out"
kill -TERM "$(cat "$work/pid")"
wait $!
[ "$(cat "$work/status")" = 143 ] || fail "a shell: status $(cat "$work/status")"
cmp "$work/before" "$work/after" || fail "the terminal is not as it was"
