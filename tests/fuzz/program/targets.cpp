// SPDX-License-Identifier: GPL-2.0
#include "targets.hpp"

#include "grammar.hpp"
#include "loader.hpp"
#include "report.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <set>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace fuzz {
namespace {

using Paths = std::set<std::string>;

/// All files and directories below one, links not followed.
void walk(const std::string &directory, Paths &found, int depth = 6)
{
	DIR *entries = opendir(directory.c_str());

	if (!entries)
		return;
	while (dirent *entry = readdir(entries)) {
		const std::string name = entry->d_name, path = directory + "/" + name;

		if (name == "." || name == "..")
			continue;
		// These are the same for all devices, and a write to uevent fills the log.
		if (name == "power" || name == "uevent")
			continue;
		if (entry->d_type == DT_DIR) {
			found.insert(path + "/");
			if (depth > 0)
				walk(path, found, depth - 1);
		} else if (entry->d_type != DT_LNK && entry->d_type != DT_DIR) {
			found.insert(path);
		}
	}
	closedir(entries);
}

/// Ports on which somebody listens, as "tcp:PORT".
void ports(Paths &found)
{
	for (const char *table : { "/proc/net/tcp", "/proc/net/tcp6" }) {
		FILE *file = fopen(table, "r");
		char line[300];
		unsigned port, state;

		if (!file)
			continue;
		while (fgets(line, sizeof(line), file))
			if (sscanf(line, " %*d: %*[0-9A-F]:%x %*[0-9A-F]:%*x %x", &port, &state) == 2 && state == 10)
				found.insert("tcp:" + std::to_string(port));
		fclose(file);
	}
}

Paths everything(const char *module)
{
	Paths found;

	walk("/dev", found);
	walk("/sys/kernel/debug", found, 1);
	walk("/sys/kernel/config", found);
	walk(std::string("/sys/module/") + module + "/parameters", found);
	walk("/sys/devices/virtual/misc", found);
	ports(found);
	// The other directories of /sys/kernel belong to the kobjects of modules.
	if (DIR *entries = opendir("/sys/kernel")) {
		while (dirent *entry = readdir(entries)) {
			static const Paths others = {
				".", "..", "debug", "config", "tracing", "slab", "security", "btf"
			};

			if (!others.count(entry->d_name) && entry->d_type == DT_DIR)
				walk(std::string("/sys/kernel/") + entry->d_name, found);
		}
		closedir(entries);
	}
	return found;
}

/// Devices and servers offer more than files do, and files offer more than a number that never changes.
u32 weight_of(Kind kind, const std::string &path, bool writable)
{
	switch (kind) {
	case Kind::Device:
	case Kind::TcpPort:
		return 40;
	case Kind::Item:
		return 20;
	case Kind::Group:
		return 5;
	case Kind::File:
		break;
	}
	return path.starts_with("/sys/kernel/debug/") ? 6 : writable ? 4 : 2;
}

void add(Kind kind, const char *module, const std::string &path, u32 mode, bool keeps_module)
{
	Target &target = world.targets[world.target_count];

	if (world.target_count + 1 == most_targets || path.size() >= sizeof(target.path)) {
		printf("# too much for its tables: %s\n", path.c_str());
		return;
	}
	target.kind = kind;
	target.readable = mode & 0444;
	target.writable = mode & 0222;
	target.keeps_module = keeps_module;
	target.weight = weight_of(kind, path, target.writable);
	strcpy(target.module, module);
	strcpy(target.path, path.c_str());
	world.target_count++;
}

u32 mode_of(const std::string &path)
{
	struct stat status;

	return stat(path.c_str(), &status) == 0 ? status.st_mode : 0;
}

/// Adds a directory of configfs, and the attributes of its items if one can be made there.
void add_group(const char *module, const std::string &directory)
{
	const std::string item = directory + "1";
	Paths attributes;

	if (mkdir(item.c_str(), 0755) != 0)
		return;
	add(Kind::Group, module, directory.substr(0, directory.size() - 1), 0444, false);
	walk(item, attributes);
	for (const std::string &path : attributes)
		if (path.back() != '/')
			add(Kind::Item, module, directory + "*" + path.substr(item.size()), mode_of(path), true);
	rmdir(item.c_str());
}

} // namespace

bool find_targets()
{
	Paths before = everything(world.module_names[0]);

	for (u32 i = 0; i < world.modules; i++) {
		const char *module = world.module_names[i];

		if (int error = load_module(module, parameters_of(module, 0))) {
			report(module, std::string("it does not load: ") + strerror(error));
			return false;
		}
		Paths now = everything(module);
		for (const std::string &path : now) {
			if (before.count(path))
				continue;
			if (path.starts_with("tcp:")) {
				add(Kind::TcpPort, module, path, 0666, false);
			} else if (path.starts_with("/sys/kernel/config/") && path.back() == '/') {
				add_group(module, path);
			} else if (path.back() != '/') {
				const u32 mode = mode_of(path);

				add(S_ISCHR(mode) ? Kind::Device : Kind::File, module, path, mode,
				    S_ISCHR(mode) || path.starts_with("/sys/kernel/debug/"));
			}
		}
		before = std::move(now);
	}
	return true;
}

void make_path(Random &random, const Target &target, char *to)
{
	const char *star = strchr(target.path, '*');

	if (target.kind != Kind::Item || !star) {
		strcpy(to, target.path);
		return;
	}
	const std::size_t before = static_cast<std::size_t>(star - target.path);
	memcpy(to, target.path, before);
	make_name(random, to + before);
	strcat(to, star + 1);
}

void remove_items()
{
	for (u32 i = 0; i < world.target_count; i++) {
		const Target &target = world.targets[i];
		Paths items;

		if (target.kind != Kind::Group)
			continue;
		walk(target.path, items, 0);
		for (const std::string &item : items)
			if (item.back() == '/' && rmdir(item.c_str()) != 0)
				report("items", "rmdir " + item + ": " + strerror(errno));
	}
}

} // namespace fuzz
