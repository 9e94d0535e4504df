# SPDX-License-Identifier: GPL-2.0
# Nothing in the library stops the machine: its code has no trap instruction except those of warnings, after
# which the kernel continues. This examines a linked module that uses much of the library, and every .cpp file
# of the library, compiled.
#: kernels: 6.12 6.1
#: modules: ../../library/text
#: modules: ../warn
#: host: yes
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# traps OBJECT: prints the places of ud2 instructions that belong to no warning in __bug_table
traps() {
	objdump -d --no-show-raw-insn "$1" | awk '
		/^Disassembly of section/ { section = $4; sub(/:$/, "", section) }
		/\tud2/ { sub(/:$/, "", $1); print section, $1 }' | sort > "$work/traps"
	# An entry has a place, a file, a line and flags; bit 0 of the flags marks a warning.
	objcopy -O binary --only-section=__bug_table --set-section-flags __bug_table=alloc,contents \
		"$1" "$work/table" 2> /dev/null || : > "$work/table"
	readelf -rW "$1" | awk '
		/^Relocation section/ { inside = /__bug_table/ }
		inside && $3 == "R_X86_64_PC32" { print $1, $5, $7 }' | while read -r offset symbol addend; do
		[ $((0x$offset % 12)) = 0 ] || continue
		flags=$(od -An -tu2 -j $((0x$offset + 10)) -N 2 "$work/table")
		[ $((${flags:-0} & 1)) = 1 ] && echo "${symbol:-.text} $(printf %x $((0x$addend)))"
	done | sort > "$work/warnings"
	comm -23 "$work/traps" "$work/warnings" | sed "s,^,$(basename "$1"): ud2 at ,"
}

status=0
verdict() {
	if [ -n "$2" ]; then
		echo "$1: $2"
		status=1
	fi
}
for module in $MODULES; do
	verdict "$module" "$(traps "$module")"
done
[ -n "$MODULES" ] || verdict "no module" "was built"

# The command that built the module's first C++ file, to compile the library's.
built=$(dirname "${MODULES%% *}")
record=$(ls "$built"/.*.lto.o.cmd | head -1)
command=$(sed -n '1s/^[^ ]* := //p' "$record" |
	sed -e 's/-Wp,-MM*D,[^ ]*//' -e 's/ -c -o .*//' -e 's/-flto//' -e 's/-fno-fat-lto-objects//')
directory=$(sed -n 's,.*-include \([^ ]*\)/include/generated/autoconf.h.*,\1,p' "$record" | head -1)
cd "$directory" || exit 1
count=0
while read -r file; do
	eval "$command -c -o '$work/object.o' '$file'" || verdict "$file" "does not compile"
	verdict "$file" "$(traps "$work/object.o")"
	count=$((count + 1))
	# virtual.cpp has one, and explains why: the entry of a pure virtual function, which is reached only if a
	# constructor or destructor of an abstract class calls that function.
done < <(find "$TREE/kernel" -name '*.cpp' ! -path "$TREE/kernel/module/virtual.cpp" | sort)
[ $count -gt 5 ] || verdict "$TREE/kernel" "has only $count .cpp files"

# The test itself finds a trap where there is one.
echo 'void trap(); void trap() { __builtin_trap(); }' > "$work/trap.cpp"
eval "$command -c -o '$work/object.o' '$work/trap.cpp'" || exit 1
[ -n "$(traps "$work/object.o")" ] || verdict "a trap" "was not seen"
exit $status
