// SPDX-License-Identifier: GPL-2.0
#include "cache.hpp"

#include "common/failure.hpp"
#include "common/files.hpp"
#include "common/hash.hpp"
#include "common/inputs.hpp"
#include "common/paths.hpp"
#include "kbuild_flags.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <utility>
#include <vector>

#include <fcntl.h>

namespace kxx::bindgen {
namespace fs = std::filesystem;
namespace {

void add_directory(Hash &hash, const fs::path &path)
{
	std::vector<fs::path> files;
	std::error_code error;

	for (fs::recursive_directory_iterator at(path, error), end; at != end; at.increment(error))
		if (at->is_regular_file(error))
			files.push_back(at->path());
	std::sort(files.begin(), files.end());
	for (const fs::path &file : files) {
		hash.add(file.lexically_relative(path).string());
		hash.add(MappedFile(file).bytes());
	}
}

/// The list beside a state's directory; for a list, the list itself.
fs::path list_of(fs::path state)
{
	return state.replace_extension(".inputs");
}

/// The lists of a folder with the times of their last use, the latest first.
std::vector<std::pair<fs::file_time_type, fs::path>> lists_in(const fs::path &folder)
{
	std::vector<std::pair<fs::file_time_type, fs::path>> lists;
	std::error_code error;

	for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
		if (std::error_code gone; at->path() == list_of(at->path()))
			lists.emplace_back(fs::last_write_time(at->path(), gone), at->path());
	std::ranges::sort(lists, std::ranges::greater());
	return lists;
}

/// Removes the states that nobody has looked up for a day, and everything without a list: nobody
/// uses it, since the caller holds the folder's lock.
void remove_unused(const fs::path &folder)
{
	const auto limit = fs::file_time_type::clock::now() - std::chrono::days(1);
	std::vector<fs::path> unused;

	for (const auto &[used, list] : lists_in(folder))
		if (used < limit)
			fs::remove(list);
	for (const fs::directory_entry &entry : fs::directory_iterator(folder))
		if (!fs::exists(list_of(entry.path())))
			unused.push_back(entry.path());
	for (const fs::path &path : unused)
		fs::remove_all(path);
}

/// The result of that list, if it is complete and current.
std::optional<fs::path> current_result(const fs::path &list)
{
	std::optional<Inputs> inputs = Inputs::load(list);
	std::error_code ignored;

	// A copied cache still lists files of the original.
	if (!inputs || list_of(inputs->result()) != list)
		return std::nullopt;
	switch (inputs->check()) {
	case Inputs::State::Changed:
		return std::nullopt;
	case Inputs::State::Touched:
		try {
			inputs->save(list, inputs->result());
		} catch (const FileError &) {
			// A cache that cannot be written makes look-ups slower, but still correct.
		}
		break;
	case Inputs::State::Same:
		break;
	}
	// From now on, nobody removes the result for a day.
	fs::last_write_time(list, fs::file_time_type::clock::now(), ignored);
	return inputs->result();
}

} // namespace

fs::path generator_program()
{
	return self_executable().parent_path() / "kxx-bindgen-generate";
}

std::string cache_key(const fs::path &kernel_build)
{
	Hash hash;
	std::error_code error;
	fs::path build = fs::canonical(kernel_build, error);

	if (error || !fs::exists(build / "Makefile"))
		throw Failure{ Fault::Environment,
			       kernel_build.string() + " is not a kernel build directory: no Makefile" };
	if (!fs::exists(build / "include/generated/autoconf.h"))
		throw Failure{ Fault::Environment,
			       build.string() + " is not prepared for modules: no include/generated/autoconf.h" };
	hash.add(build.string());
	add_directory(hash, root_directory() / "bindings");
	add_directory(hash, root_directory() / "helpers");
	hash.add(MappedFile(generator_program()).bytes());
	return hash.text();
}

fs::path bindings_folder(const std::string &key)
{
	return cache_directory() / "bindings" / key;
}

std::optional<fs::path> current_bindings(const std::string &key)
{
	for (const auto &[used, list] : lists_in(bindings_folder(key)))
		if (auto found = current_result(list))
			return found;
	return std::nullopt;
}

fs::path install_bindings(const std::string &key, const fs::path &work)
{
	const fs::path folder = bindings_folder(key);
	std::optional<Inputs> inputs = Inputs::load(work / "inputs");

	if (!inputs)
		throw Failure{ Fault::Environment, "the generator did not say what it read" };
	if (inputs->check() == Inputs::State::Changed)
		throw Failure{ Fault::Environment,
			       inputs->changed() +
				       " changed while the bindings were made: build again when nothing writes to it" };
	const fs::path final = folder / Hash().add(key).add(inputs->hash()).text();
	fs::remove(work / "inputs");
	// The list is removed first and written last: a result without a list counts as absent.
	fs::remove(list_of(final));
	// A build that reads the bindings while they are replaced always finds the old or the new
	// ones.
	if (renameat2(AT_FDCWD, work.c_str(), AT_FDCWD, final.c_str(), RENAME_EXCHANGE) != 0) {
		fs::remove_all(final);
		fs::rename(work, final);
	}
	inputs->add_tree(final);
	inputs->save(list_of(final), final.string());
	remove_unused(folder);
	return final;
}

} // namespace kxx::bindgen
