// SPDX-License-Identifier: GPL-2.0
#include "cache.hpp"

#include "common/files.hpp"
#include "common/hash.hpp"
#include "common/inputs.hpp"
#include "common/paths.hpp"
#include "kbuild_flags.hpp"

#include <algorithm>
#include <vector>

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
		throw UsageError(kernel_build.string() +
				 " is not a kernel build directory: no Makefile");
	if (!fs::exists(build / "include/generated/autoconf.h"))
		throw UsageError(build.string() +
				 " is not prepared for modules: no include/generated/autoconf.h");
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
	const fs::path folder = bindings_folder(key);
	std::optional<Inputs> inputs = Inputs::load(folder / "inputs");

	// A copied cache still lists files of the original.
	if (!inputs || fs::path(inputs->result()).parent_path() != folder)
		return std::nullopt;
	switch (inputs->check()) {
	case Inputs::State::Changed:
		return std::nullopt;
	case Inputs::State::Touched:
		try {
			inputs->save(folder / "inputs", inputs->result());
		} catch (const FileError &) {
			// A cache that cannot be written makes look-ups slower, but still correct.
		}
		break;
	case Inputs::State::Same:
		break;
	}
	return inputs->result();
}

fs::path install_bindings(const std::string &key, const fs::path &work)
{
	const fs::path folder = bindings_folder(key);
	std::optional<Inputs> inputs = Inputs::load(work / "inputs");

	if (!inputs)
		throw UsageError("the generator did not say what it read");
	if (inputs->check() == Inputs::State::Changed)
		throw UsageError(inputs->changed() +
				 " changed while the bindings were made: build again when nothing writes to it");
	const fs::path final = folder / Hash().add(key).add(inputs->hash()).text();
	fs::remove(work / "inputs");
	// The list is removed first and written last: a result without a list counts as absent.
	fs::remove(folder / "inputs");
	for (const fs::directory_entry &entry : fs::directory_iterator(folder))
		if (entry.path() != work)
			fs::remove_all(entry.path());
	fs::rename(work, final);
	inputs->add_tree(final);
	inputs->save(folder / "inputs", final.string());
	return final;
}

} // namespace kxx::bindgen
