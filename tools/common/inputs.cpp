// SPDX-License-Identifier: GPL-2.0
#include "common/inputs.hpp"

#include "common/failure.hpp"
#include "common/files.hpp"
#include "common/hash.hpp"
#include "common/process.hpp"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <ranges>
#include <stdexcept>

#include <fmt/format.h>
#include <sys/stat.h>

namespace kxx {
namespace fs = std::filesystem;

namespace {

constexpr std::string_view head = "kxx inputs 1\n";
constexpr std::string_view nothing = "-";
/// The list has a program by its name, which has no slash; all other items are absolute paths.
constexpr std::string_view program_mark = "@";

int64_t nanoseconds(const timespec &time)
{
	return time.tv_sec * int64_t{ 1000000000 } + time.tv_nsec;
}

/// The clock that stamps files ticks every few milliseconds: a file may change twice within a tick.
bool too_fresh(int64_t changed)
{
	constexpr int64_t margin = 20000000;
	timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return changed > nanoseconds(now) - margin;
}

std::string names_of_headers(const fs::path &directory)
{
	std::vector<std::string> names;
	std::error_code error;
	Hash hash;

	for (fs::directory_iterator at(directory, error), end; !error && at != end; at.increment(error))
		if (at->path().extension() == ".h")
			names.push_back(at->path().filename().string());
	std::sort(names.begin(), names.end());
	for (const std::string &name : names)
		hash.add(name);
	return "d" + hash.text();
}

std::string program_path(const std::string &name)
{
	std::error_code error;
	auto found = find_program(name);

	return std::string(program_mark) + (found ? fs::canonical(*found, error).string() : "");
}

/// Removes the text before `separator` from the front of `text` and returns it.
std::string_view take(std::string_view &text, char separator)
{
	std::size_t end = std::min(text.find(separator), text.size());
	std::string_view word = text.substr(0, end);

	text.remove_prefix(std::min(end + 1, text.size()));
	return word;
}

template <typename Number>
bool take_number(std::string_view &text, Number &number)
{
	std::string_view word = take(text, ' ');
	auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);

	return error == std::errc() && end == word.data() + word.size();
}

} // namespace

std::optional<Inputs::Stamp> Inputs::stamp_of(const std::string &path)
{
	struct stat status;

	if (stat(path.c_str(), &status) != 0)
		return std::nullopt;
	return Stamp{ status.st_size, nanoseconds(status.st_mtim), nanoseconds(status.st_ctim), status.st_ino };
}

Inputs::Item Inputs::examine(const std::string &path)
{
	std::error_code error;
	std::optional<Stamp> stamp = stamp_of(path);

	if (!stamp)
		return { {}, std::string(nothing) };
	Item item{ too_fresh(stamp->changed) ? Stamp() : *stamp, {} };
	if (fs::is_directory(path, error)) {
		item.content = names_of_headers(path);
	} else {
		Hash hash;

		hash.add(MappedFile(path).bytes());
		item.content = "f" + hash.text();
	}
	return item;
}

void Inputs::add(const fs::path &path)
{
	std::string name = path.lexically_normal().string();

	if (name.size() > 1 && name.back() == '/')
		name.pop_back();
	if (name.find('\n') != std::string::npos)
		throw Failure{ Fault::Environment, "kxx cannot use a path with a line break: " + name };
	if (!items_.contains(name))
		items_.emplace(name, examine(name));
}

void Inputs::add_program(const std::string &name)
{
	const std::string path = program_path(name);

	if (name.find('/') == std::string::npos)
		items_.emplace(name, Item{ {}, path });
	add(path.substr(program_mark.size()));
}

void Inputs::add_tree(const fs::path &directory)
{
	for (const fs::directory_entry &entry : fs::recursive_directory_iterator(directory))
		if (entry.is_regular_file())
			add(entry.path());
}

void Inputs::add_dependencies(const fs::path &depfile, const fs::path &directory)
{
	for (const std::string &path : read_depfile(depfile))
		add(directory / path);
}

void Inputs::add_compiler(const std::string &driver, const std::string &kind)
{
	add_program(driver);
	RunResult result = run({ driver, "-print-prog-name=" + kind });
	std::string path = result.out.substr(0, result.out.find('\n'));

	if (path.starts_with('/'))
		add(path);
}

bool Inputs::same(const std::string &path, Item &item, bool &touched)
{
	if (item.content.starts_with(program_mark))
		return program_path(path) == item.content;
	std::optional<Stamp> stamp = stamp_of(path);
	if (!stamp || item.content == nothing)
		return !stamp && item.content == nothing;
	if (*stamp == item.stamp)
		return true;
	Item now = examine(path);
	if (now.content != item.content)
		return false;
	// An item that is still too recent for a stamp is not a reason to write the list again.
	touched = touched || now.stamp != item.stamp;
	item = now;
	return true;
}

Inputs::State Inputs::check()
{
	bool touched = false;

	// Starts at the end: the programs, whose names sort after '/', distinguish the lists of two
	// users at once.
	for (auto &[path, item] : items_ | std::views::reverse)
		if (!same(path, item, touched)) {
			changed_ = path;
			return State::Changed;
		}
	return touched ? State::Touched : State::Same;
}

bool Inputs::changed_since(const fs::path &file) const
{
	std::optional<Stamp> start = stamp_of(file.string());

	return !start || std::any_of(items_.begin(), items_.end(), [&](const auto &entry) {
		const Item &item = entry.second;

		if (item.content == nothing || item.content.starts_with(program_mark))
			return false;
		// An item that was too recent for a stamp may still be older than the file.
		const std::optional<Stamp> stamp = item.stamp == Stamp() ? stamp_of(entry.first) : item.stamp;
		return !stamp || stamp->changed > start->changed;
	});
}

std::string Inputs::hash() const
{
	Hash hash;

	for (const auto &[path, item] : items_) {
		hash.add(path);
		hash.add(item.content);
	}
	return hash.text();
}

void Inputs::save(const fs::path &file, const std::string &result) const
{
	std::string text = std::string(head) + result + "\n";
	Hash hash;

	for (const auto &[path, item] : items_)
		text += fmt::format("{} {} {} {} {}\t{}\n", item.stamp.size, item.stamp.modified, item.stamp.changed,
				    item.stamp.inode, item.content, path);
	hash.add(text);
	replace_file(file, text + "end " + hash.text() + "\n");
}

std::optional<Inputs> Inputs::load(const fs::path &file)
{
	const MappedFile mapped(file);
	std::string_view text = mapped.bytes();
	std::size_t end = text.rfind("\nend ");
	Hash hash;
	Inputs inputs;

	if (!text.starts_with(head) || end == std::string_view::npos)
		return std::nullopt;
	hash.add(text.substr(0, end + 1));
	if (text.substr(end + 5) != hash.text() + "\n")
		return std::nullopt;
	text = text.substr(head.size(), end + 1 - head.size());
	inputs.result_ = take(text, '\n');
	while (!text.empty()) {
		std::string_view line = take(text, '\n');
		Item item;

		if (!take_number(line, item.stamp.size) || !take_number(line, item.stamp.modified) ||
		    !take_number(line, item.stamp.changed) || !take_number(line, item.stamp.inode))
			return std::nullopt;
		item.content = take(line, '\t');
		inputs.items_.emplace_hint(inputs.items_.end(), line, std::move(item));
	}
	return inputs;
}

std::vector<std::string> read_depfile(const fs::path &depfile)
{
	const std::string text = read_file(depfile);
	std::vector<std::string> paths;
	std::string path;

	// "target: path path \" with make's escapes; -MP's targets have no paths.
	for (std::size_t i = text.find(": ") + 1; i < text.size(); i++) {
		const char next = i + 1 < text.size() ? text[i + 1] : '\0';

		if (text[i] == '\\' && (next == ' ' || next == '#' || next == '\\')) {
			path += text[++i];
		} else if (text[i] == '$' && next == '$') {
			path += text[++i];
		} else if (text[i] == '\\' && next == '\n') {
			i++;
			continue;
		} else if (text[i] == ' ' || text[i] == '\n') {
			if (!path.empty())
				paths.push_back(path);
			path.clear();
			if (text[i] == '\n')
				break;
		} else {
			path += text[i];
		}
	}
	return paths;
}

} // namespace kxx
