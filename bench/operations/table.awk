# SPDX-License-Identifier: GPL-2.0
# Prints the table of bench/operations/run, from the files bytes and reasons and the guest's log.

function whole(n) { return n == int(n) ? n : sprintf("%.1f", n) }
function ratio(a, b) { return b ? sprintf("%.2f", a / b) : a ? "-" : "1.00" }

FILENAME ~ /bytes$/ { bytes[$1] = $2; next }
FILENAME ~ /reasons$/ {
	if ($0 ~ /^[a-z0-9_]+: ./) {
		name = $1
		sub(/:$/, "", name)
		reason[name] = substr($0, length($1) + 2)
	}
	next
}

/ operation [a-z0-9_]+ [0-9]+ / {
	sub(/^.* operation /, "")
	name = $1
	times = $2
	kxx = $3; again_kxx = $4; c = $5; again_c = $6
	title = $0
	sub(/^[^ ]+ [^ ]+ [^ ]+ [^ ]+ [^ ]+ [^ ]+ /, "", title)
	if (!rows++)
		printf "%-38s %10s %8s %6s %8s %7s %6s  %s\n", "", "instr. kxx", "C", "ratio", "bytes kxx", "C", "ratio",
			"why it is more"
	# If tasks switch, the kernel takes several paths. An operation is above C only if it is above it both times.
	if (kxx != again_kxx || c != again_c)
		unsteady = unsteady " " name
	# The figure of a round trip depends on its place in the turn and varies from pass to pass: the smaller of both
	# places is compared, and small differences mean nothing.
	loose = times == 1
	slower = kxx > c && again_kxx > again_c
	if (loose) {
		kxx = kxx < again_kxx ? kxx : again_kxx
		c = c < again_c ? c : again_c
		slower = kxx > c * 1.1
	}
	k = kxx / times
	t = c / times
	bk = bytes["cxx_" name]
	bc = bytes["c_" name]
	above = slower || bk > bc
	why = above ? reason[name] : ""
	if (above && why == "") {
		why = "NO REASON GIVEN"
		unexplained = unexplained " " name
	}
	if (!above && name in reason)
		stale = stale " " name
	printf "%-38s %10s %8s %6s %9s %7s %6s  %s\n", title, whole(k), whole(t), (loose ? "~" : "") ratio(kxx, c), bk, bc, ratio(bk, bc), why
	more_instructions += slower
	more_bytes += bk > bc
}

END {
	printf "\n%d operations: %d with more instructions than C, %d with more bytes\n", rows, more_instructions, more_bytes
	if (unsteady)
		print "not the same when measured again:" unsteady
	if (stale)
		print "in bench/operations/reasons without need:" stale
	if (unexplained)
		print "above C without a reason in bench/operations/reasons:" unexplained
	exit rows == 0 || unexplained != ""
}
