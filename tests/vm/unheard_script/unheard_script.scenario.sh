# SPDX-License-Identifier: GPL-2.0
# A script that kills the process which forwards the messages of kxx-load and kxx-unload fails the run;
# a script that only tries to kill it has no effect.
#: kernels: 6.12
#: modules: ../../../samples/minimal
#: host: yes
work=$(mktemp -d "${TMPDIR:-/tmp}/kxx-unheard.XXXXXX")
trap 'rm -rf "$work"' EXIT
# run STATUS EXPRESSION: runs the script on standard input; kxx exits with STATUS and prints a match of EXPRESSION
run() {
	cat > "$work/script"
	"$KXX" run --no-build --kernel "$KERNEL" --script "$work/script" $MODULES > "$work/out" 2>&1 < /dev/null
	local status=$?
	cat "$work/out"
	[ $status = "$1" ] || { echo "status $status instead of $1"; exit 1; }
	grep -qE "$2" "$work/out" || { echo "no line matches '$2'"; exit 1; }
}

run 1 "the guest's script says 'ended' at the wrong time" <<'END'
echo ended > /kxx/events
kxx-load
END
run 1 'the script ended the process that passes on what kxx-load and kxx-unload say' <<'END'
for task in $(cat /proc/1/task/1/children); do
	[ "$task" = $$ ] || kill -9 "$task"
done
kxx-load > /dev/null &
sleep 1
END
run 1 "the guest's script says 'half' at the wrong time" <<'END'
printf half > /kxx/events
END
