// SPDX-License-Identifier: GPL-2.0
#include "link/names.hpp"

#include <cctype>

#include "common/hash.hpp"

namespace kxx::link {
namespace {

constexpr std::size_t longest_readable = 80;

/// The words of a mangled name, up to its first template argument: "_ZN6kernel3VecI…" gives "kernel_Vec".
std::string readable(const std::string &mangled)
{
	std::string text;
	std::size_t at = mangled.find_first_of("0123456789");

	while (at < mangled.size() && std::isdigit(static_cast<unsigned char>(mangled[at]))) {
		std::size_t length = 0;
		while (at < mangled.size() && std::isdigit(static_cast<unsigned char>(mangled[at])))
			length = length * 10 + (mangled[at++] - '0');
		if (length > mangled.size() - at || text.size() + length > longest_readable)
			break;
		const std::string word = mangled.substr(at, length);
		if (word != "_GLOBAL__N_1")
			text += (text.empty() ? "" : "_") + word;
		at += length;
	}
	return text.empty() ? "function" : text;
}

} // namespace

std::map<std::string, std::string> shorter_names(const std::set<std::string> &symbols)
{
	std::map<std::string, std::string> renamed;

	for (const std::string &symbol : symbols) {
		const std::size_t end = symbol.find(".cold");
		if (end == std::string::npos || end <= longest_parent)
			continue;
		const std::string parent = symbol.substr(0, end);
		// Uses the end of the hash, since its beginning depends little on the end of the
		// name.
		std::string fresh = readable(parent) + "_" + hash_of(parent).substr(24);
		// The object gate lets these call operator delete.
		if (parent.substr(0, parent.find('.')).ends_with("D0Ev"))
			fresh += "_D0Ev";
		// kxx check knows the body of a coroutine by this.
		if (parent.ends_with(".actor"))
			fresh += ".actor";
		renamed[parent] = fresh;
		renamed[symbol] = fresh + symbol.substr(end);
	}
	return renamed;
}

} // namespace kxx::link
