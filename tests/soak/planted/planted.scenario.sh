# SPDX-License-Identifier: GPL-2.0
# Checks that the fuzzer finds mistakes: those of tests/fuzz/planted are made one at a time, in a copy of the tree, and
# each must be found within a minute of the guest's time. Only the sample with the mistake is fuzzed.
#
# What --set changes:
#   only   the name of a single mistake to make (empty: all of them, one after the other)
#: kernels: debug
#: host: yes
#: timeout: 14400
#: set: only=
planted=$TREE/tests/fuzz/planted

# copy NAME: makes a copy of the tree with the mistake NAME, in which only the modules concerned are fuzzed
copy() {
	local patch=$planted/$1.patch scenario=$1/tests/fuzz/fuzz.scenario.sh module
	[ -e "$patch" ] || { echo "there is no $patch"; return 1; }
	mkdir -p "$1/tests"
	cp -rp "$TREE"/{kernel,helpers,bindings,kbuild,samples} "$1" && cp -rp "$TREE/tests/fuzz" "$1/tests" || return 1
	patch -s -p1 -d "$1" < "$patch" || { echo "the patch does not apply"; return 1; }
	sed -i '/^#: modules:/d' "$scenario"
	for module in $(sed -n 's/^modules: //p' "$patch"); do
		sed -i "/^#: program:/i #: modules: ../../samples/$module" "$scenario"
	done
}

# plant NAME: prints how the mistake was found, or fails and prints why it was not found
plant() {
	local tree=$PWD/$1 out=$PWD/$1.out status how when
	copy "$1" 2>&1 || return
	(cd "$tree" && KXX_ROOT=$tree "$KXX" test --cases -v -k "$KERNEL" --set seconds=60 "$tree/tests/fuzz") 2>&1 \
		< /dev/null | tr -d '\r' > "$out"
	status=${PIPESTATUS[0]}
	# A report of the kernel comes first. A failure of the fuzzer has its reason on the line before.
	how=$(sed -n 's/^ *kxx: error: //p' "$out" | grep -v 'the script ended' | head -n 1)
	[ -n "$how" ] || how=$(awk '/^not ok / { sub(/^not ok [0-9]* /, ""); print $0 ": " before; exit }
		{ before = $0; sub(/^# /, "", before) }' "$out")
	when=$(sed -n 's/^# after \([0-9]*\)\([0-9]\)[0-9][0-9] ms.*/after \1.\2 s/p' "$out" | tail -n 1)
	if [ "$status" = 0 ]; then
		echo "it was not found"
	elif [ "$status" = 1 ] && [ -n "$how" ] && grep -q '^# seed ' "$out"; then
		rm -rf "$tree"
		echo "found ${when:-at the end}: $how" | tr -d '#'
		return 0
	else
		echo "kxx ended with status $status:"
		tail -n 20 "$out"
	fi
	return 1
}

names=${only:-$(cd "$planted" && ls | sed 's/\.patch$//')}
echo "KTAP version 1"
echo "1..$(echo $names | wc -w)"
number=0
failed=0
for name in $names; do
	number=$((number + 1))
	if how=$(plant "$name"); then
		echo "ok $number planted.$name: $how"
	else
		echo "$how" | sed 's/^/# /'
		echo "not ok $number planted.$name"
		failed=1
	fi
done
exit $failed
