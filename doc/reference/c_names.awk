# SPDX-License-Identifier: GPL-2.0
# Writes the page that leads from each C name of the kernel to ours: what our sources write as `::name`,
# what the helpers that they call do, and what stands behind `//! C:`.
#
# Usage: awk -v links=FILE -f doc/reference/c_names.awk XML... SOURCE... HELPER... IDIOMS   (from the top folder)
#
# XML is Doxygen's, for the links. A file `links` gets a line NAME <tab> ANCHOR for the search.

function attribute(name,    text) {
	if (!match($0, " " name "=\"[^\"]*\""))
		return ""
	text = substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
	return text
}
function element(name,    text) {
	text = $0
	sub(".*<" name ">", "", text)
	sub("</" name ">.*", "", text)
	return text
}
function page_of(id) { return id ".html" }
function member_page(id,    at) {
	at = match(id, /_1[a-z0-9]+$/)
	return substr(id, 1, at - 1) ".html#" substr(id, at + 2)
}

# Doxygen's XML: where each item is.
FILENAME ~ /\.xml$/ {
	if ($0 ~ /<compounddef /) {
		compound = attribute("id")
		compound_kind = attribute("prot") == "private" ? "" : attribute("kind")
		inside = 0
	} else if ($0 ~ /<compoundname>/) {
		compound_name = element("compoundname")
	} else if ($0 ~ /<memberdef /) {
		inside = 1
		id = attribute("id")
		name = ""
		private = attribute("prot") == "private"
	} else if (inside && name == "" && $0 ~ /<name>/) {
		name = element("name")
	} else if ($0 ~ /<\/memberdef>/) {
		inside = 0
	} else if ($0 ~ /<location /) {
		if (inside && (private || name ~ /_$/))
			next
		path = attribute("file")
		first = attribute("bodystart") ? attribute("bodystart") : attribute("line")
		last = attribute("bodyend") > 0 ? attribute("bodyend") : first
		if (attribute("line") + 0 < first + 0)
			first = attribute("line")
		if (compound_kind == "file" && !inside) {
			header_page[path] = page_of(compound)
		} else if (compound_kind ~ /^(class|struct|union|namespace|concept|file)$/) {
			if (compound_kind == "namespace" && !inside)
				next
			n = ++items[path]
			item_first[path, n] = first + 0
			item_last[path, n] = last + 0
			if (inside) {
				own = compound_name
				sub(/&lt;.*/, "", own)
				sub(/.*::/, "", own)
				# Doxygen leaves out constructors and destructors without words.
				item_page[path, n] = name ~ /^~/ || name == own ? page_of(compound) : member_page(id)
				text = compound_kind == "file" || compound_name == "kernel" ? name : compound_name "::" name
			} else {
				item_page[path, n] = page_of(compound)
				text = compound_name
			}
			sub(/^kernel::/, "", text)
			item_text[path, n] = text
		}
	}
	next
}

# The helpers: what each calls. The name of the helper is in the line that begins it.
FILENAME ~ /^helpers\// {
	line = $0
	sub(/\/\*.*/, "", line)
	if (line ~ /^ ?\*/ || line ~ /^[ \t]+\* /)
		next
	if (line ~ /^(static|#define).*kxx_[a-z0-9_]+\(/) {
		match(line, /kxx_[a-z0-9_]+\(/)
		helper = substr(line, RSTART, RLENGTH - 1)
		line = line ~ /^#define/ ? substr(line, RSTART + RLENGTH) : ""
	}
	if (line ~ /^[ \t]*#/ || helper == "")
		next
	while (match(line, /[A-Za-z_][A-Za-z0-9_]*\(/)) {
		word = substr(line, RSTART, RLENGTH - 1)
		line = substr(line, RSTART + RLENGTH)
		if (word !~ /^(if|for|while|switch|return|sizeof|defined|typeof|do|__typeof__|_Static_assert|static_assert|BUILD_BUG_ON|__alignof__|likely|unlikely|__always_inline|__printf|__attribute__|__builtin_.*|container_of|offsetof)$/ && word !~ /^(kxx_|KXX_|_qproc$|function$)/)
			calls[helper, ++call_count[helper]] = word
	}
	next
}

# What C programmers write that has no binding: NAME <tab> HEADER <tab> OURS.
FILENAME ~ /\/idioms$/ {
	if (/^#/ || /^$/)
		next
	split($0, column, "\t")
	idiom[++idioms] = column[1]
	idiom_header[idioms] = column[2]
	idiom_ours[idioms] = column[3]
	next
}

FNR == 1 { files[++file_count] = FILENAME }
/^\/\/! Internal: / { internal[FILENAME] = 1 }

/^#include <kernel\// {
	included = $0
	sub(/^#include </, "", included)
	sub(/>.*/, "", included)
	includes[FILENAME, included] = 1
}

/^\/\/! C: / {
	line = $0
	while (match(line, /include\/[a-z0-9_\/-]+\.h/)) {
		declared_in = substr(line, RSTART + 8, RLENGTH - 8)
		c_headers[FILENAME] = c_headers[FILENAME] (c_headers[FILENAME] == "" ? "" : ", ") declared_in
		line = substr(line, RSTART + RLENGTH)
	}
	# Names: in brackets, or the whole is names.
	line = $0
	gsub(/[a-zA-Z0-9_\/.-]+\.(h|c|rst|txt)/, "", line)
	while (match(line, / \([^)]*\)/)) {
		list = substr(line, RSTART + 2, RLENGTH - 3)
		line = substr(line, RSTART + RLENGTH)
		gsub(/struct |union |enum /, "", list)
		if (list ~ /^[A-Za-z0-9_, ]+$/) {
			count = split(list, listed, /, /)
			for (i = 1; i <= count; i++)
				if (listed[i] !~ / / && listed[i] != "")
					use(listed[i], FILENAME, 0)
		}
	}
	next
}

{
	line = $0
	sub(/^[ \t]*\/\/.*/, "", line)
	sub(/ \/\/ .*/, "", line)
	line = " " line
	while (match(line, /[^A-Za-z0-9_>)]::[A-Za-z_][A-Za-z0-9_]*(::[A-Za-z_][A-Za-z0-9_]*)?/)) {
		word = substr(line, RSTART + 3, RLENGTH - 3)
		line = substr(line, RSTART + RLENGTH)
		if (line ~ /^##/)
			continue
		if (word ~ /^macro::/)
			word = substr(word, 8)
		else
			sub(/::.*/, "", word)
		if (word !~ /^(kernel|std|new|delete|operator|macro)$/ && word !~ /^KXX_/)
			use(word, FILENAME, FNR)
	}
}

function use(name, file, line) {
	use_count++
	used_name[use_count] = name
	used_file[use_count] = file
	used_line[use_count] = line
}

# Public headers that stand for a file: itself, the header beside a source, or those that include an internal one.
function headers_of(file, found, depth,    i, beside) {
	if (file ~ /\.cpp$/) {
		beside = file
		sub(/\.cpp$/, ".hpp", beside)
		if (beside in header_page)
			found[beside] = 1
		return
	}
	if (!(file in internal)) {
		found[file] = 1
		return
	}
	if (depth > 4)
		return
	for (i = 1; i <= file_count; i++)
		if ((files[i], file) in includes)
			headers_of(files[i], found, depth + 1)
}

function add(name, file, line,    found, header, n, best, i, key) {
	split("", found)
	headers_of(file, found, 0)
	for (header in found) {
		if (!(header in header_page))
			continue
		names[name] = 1
		if (!((name, header) in pairs)) {
			pairs[name, header] = 1
			headers[name, ++header_total[name]] = header
		}
		if (header != file || !line)
			continue
		best = 0
		n = items[file]
		for (i = 1; i <= n; i++)
			if (item_first[file, i] <= line && line <= item_last[file, i] &&
			    (!best || item_last[file, i] - item_first[file, i] < item_last[file, best] - item_first[file, best]))
				best = i
		if (!best)
			continue
		key = name SUBSEP header SUBSEP item_text[file, best]
		if (!(key in seen)) {
			seen[key] = 1
			if (++item_total[name, header] <= 8)
				row[name, header] = row[name, header] (item_total[name, header] > 1 ? ", " : ": ") \
					"<a class=\"el\" href=\"" item_page[file, best] "\">" escape(item_text[file, best]) "</a>"
		}
	}
}
function escape(text) {
	gsub(/&lt;/, "<", text)
	gsub(/&gt;/, ">", text)
	gsub(/&amp;/, "\\&", text)
	gsub(/&/, "\\&amp;", text)
	gsub(/</, "\\&lt;", text)
	gsub(/>/, "\\&gt;", text)
	return text
}

END {
	for (i = 1; i <= use_count; i++) {
		name = used_name[i]
		if (name ~ /^kxx_/) {
			for (k = 1; k <= call_count[name]; k++)
				add(calls[name, k], used_file[i], used_line[i])
		} else {
			add(name, used_file[i], used_line[i])
		}
	}
	for (i = 1; i <= idioms; i++) {
		name = idiom[i]
		header = idiom_header[i]
		if (!(header in header_page)) {
			print "doc/reference/idioms: " name ": no header " header > "/dev/stderr"
			failed = 1
			continue
		}
		names[name] = 1
		if (!((name, header) in pairs)) {
			pairs[name, header] = 1
			headers[name, ++header_total[name]] = header
		}
		ours = ""
		count = split(idiom_ours[i], word_of, /, */)
		for (k = 1; k <= count; k++) {
			page = ""
			for (n = 1; n <= items[header]; n++)
				if (item_text[header, n] == word_of[k])
					page = item_page[header, n]
			if (page == "") {
				print "doc/reference/idioms: " name ": no " word_of[k] " in " header > "/dev/stderr"
				failed = 1
			}
			ours = ours (k > 1 ? ", " : ": ") "<a class=\"el\" href=\"" page "\">" escape(word_of[k]) "</a>"
		}
		row[name, header] = ours
		item_total[name, header] = count
	}
	if (failed)
		exit 1
	sort = "LC_ALL=C sort -f"
	order = links ".order"
	for (name in names)
		print name | (sort " > " order)
	close(sort " > " order)

	print "# From C to kxx {#c_names}"
	print ""
	print "Each name of the kernel that the library stands on, and what of ours uses it. A header is named when"
	print "the use is within it; `kernel/memory/box.hpp` is included as `<kernel/memory/box.hpp>`. What is not here can be"
	print "called all the same, as `::name` (see doc/design/bindings.md)."
	print ""
	print "\\htmlonly"
	print "<p><input id=\"c-filter\" type=\"search\" size=\"40\" placeholder=\"part of a C name\" autofocus oninput=\"for (const row of document.querySelectorAll('#c-names tr[id]')) row.hidden = !row.id.substring(2).toLowerCase().includes(this.value.toLowerCase())\"></p>"
	print "<table class=\"doxtable\" id=\"c-names\"><tr><th>C</th><th>kxx</th></tr>"
	while ((getline name < order) > 0) {
		total = header_total[name]
		for (i = 1; i <= total; i++) # few: sorted by insertion
			for (k = i; k > 1 && headers[name, k] < headers[name, k - 1]; k--) {
				swap = headers[name, k]
				headers[name, k] = headers[name, k - 1]
				headers[name, k - 1] = swap
			}
		cell = ""
		for (i = 1; i <= total; i++) {
			header = headers[name, i]
			cell = cell (i > 1 ? "<br>" : "") "<a class=\"el\" href=\"" header_page[header] "\">" header "</a>" row[name, header] \
				(item_total[name, header] > 8 ? ", …" : "")
		}
		print "<tr id=\"c-" name "\"><td><code>" name "</code></td><td>" cell "</td></tr>"
		print name "\tc-" name > links
	}
	close(order)
	system("rm -f " order)
	print "</table>"
	print "\\endhtmlonly"
}
