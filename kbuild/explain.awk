# SPDX-License-Identifier: GPL-2.0
# Repeats the messages of a compiler that failed, and adds notes on what to write instead.
#
#	awk -v root=KXX -v bindings=INCLUDE -v kernel=KDIR -v hints=kbuild/hints.tsv -f explain.awk
#
# A note comes after the error and the lines that the compiler quotes. There is one
# - for a message that a line of hints.tsv describes,
# - for an undeclared name, if a header declares it: one of the library, or one of C for this kernel,
# - for a header of C.
# An error without a known note is repeated as it is. Only English messages are understood.

BEGIN {
	FS = "\t"
	while ((getline line < hints) > 0)
		if (line !~ /^(#|$)/) {
			split(line, part, "\t")
			count++
			message[count] = part[1]
			quoted[count] = part[2]
			text[count] = part[3]
		}
	FS = " "
}

function shell_quoted(word)
{
	gsub(/'/, "'\\''", word)
	return "'" word "'"
}

# The first line that a command prints.
function first_of(command,    line)
{
	line = ""
	command | getline line
	close(command)
	return line
}

# The library's header that defines a class, a concept or a constant.
function of_library(name,    line)
{
	line = first_of("grep -rlE --include='*.hpp' '^(class|struct|union|enum class|concept|using|inline constexpr|#define) " \
		"?([^;{(=]* |\\[\\[[^]]*\\]\\] |__[a-z]*\\([^)]*\\) )*" name "( |;|:|\\(|\\{|$)' " \
		shell_quoted(root "/kernel") " | xargs -r grep -LE '^//! Internal:' | sort | head -1")
	return substr(line, length(root) + 2)
}

# The meaning of a name in C, from the list that the bindings have of it.
function of_c(name,    line, part, names)
{
	names = bindings
	sub(/include$/, "names.tsv", names)
	line = first_of("grep -m1 '^" name "\t' " shell_quoted(names) " 2> /dev/null")
	if (line == "")
		return ""
	split(line, part, "\t")
	return "'" (part[4] != "" ? "::" part[4] : "::" name) "' is declared by <" part[3] ">"
}

# $1: the compiler's message, without colours. $2: the line that it is about, or nothing.
function note_on(said, source,    i, name, found, rest)
{
	for (i = 1; i <= count; i++)
		if (said ~ message[i] && (quoted[i] == "" || source ~ quoted[i]))
			return text[i]
	if (said !~ /(was not declared in this scope|has not been declared|does not name a type|is not a member of|was not declared)/)
		return ""
	name = said
	sub(/.*error: '/, "", name)
	sub(/'.*/, "", name)
	sub(/.*::/, "", name)
	if (name !~ /^[A-Za-z_][A-Za-z_0-9]*$/)
		return ""
	found = of_library(name)
	if (found != "")
		return "'" name "' is in <" found ">"
	return bindings == "" ? "" : of_c(name)
}

# A header of C: the header that C++ includes in its place, or how to bind it.
function explain_header(name,    command, line)
{
	command = "PATH=\"$PATH:\"" shell_quoted(root "/build/bin") " kxx-bindgen --kernel-build " shell_quoted(kernel) \
		" --find " shell_quoted(name) " 2>&1 > /dev/null"
	while ((command | getline line) > 0)
		print line
	close(command)
}

function flush_note(    note)
{
	if (place == "")
		return
	if (said ~ /fatal error: .*\.h: No such file/) {
		sub(/.*fatal error: /, "", said)
		sub(/: No such file.*/, "", said)
		if (kernel != "")
			explain_header(said)
	} else {
		note = note_on(said, source)
		if (note != "" && !(note in noted))
			print place ": note: " note
		noted[note] = 1
	}
	place = ""
}

{
	plain = $0
	gsub(/\033\[[0-9;]*[mK]/, "", plain)
	if (place != "" && plain !~ /^ /)
		flush_note()
	if (plain ~ /^[^ ].*:[0-9]+(:[0-9]+)?: (fatal )?error: /) {
		place = plain
		sub(/: (fatal )?error: .*/, "", place)
		said = plain
		gsub(/‘|’/, "'", said)
		source = ""
	} else if (place != "" && source == "") {
		source = plain
	}
	print
}

END {
	flush_note()
}
