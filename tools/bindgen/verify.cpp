// SPDX-License-Identifier: GPL-2.0
#include "verify.hpp"

#include "common/failure.hpp"
#include "kbuild_flags.hpp"

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <unordered_map>

#include <bpf/btf.h>
#include <bpf/libbpf.h>

namespace kxx::bindgen {
namespace fs = std::filesystem;
namespace {

struct Place {
	uint64_t offset = 0;
	uint64_t size = 0;
	int width = -1;
};

struct Type {
	char kind = 's';
	std::string name;
	std::string header;
	uint64_t size = 0;
	std::vector<std::pair<std::string, Place>> fields;
};

struct BtfDeleter {
	void operator()(struct btf *btf) const { btf__free(btf); }
};
using Btf = std::unique_ptr<struct btf, BtfDeleter>;

std::vector<Type> read_types(const fs::path &path)
{
	std::vector<Type> types;
	std::ifstream in(path);

	if (!in)
		throw Failure{ Fault::Environment, "cannot read " + path.string() };
	for (std::string line; std::getline(in, line);) {
		std::istringstream words(line);
		std::string kind, name;

		std::getline(words, kind, '\t');
		std::getline(words, name, '\t');
		if (kind == "f") {
			Place place;

			words >> place.offset >> place.size >> place.width;
			types.back().fields.emplace_back(name, place);
		} else {
			Type type;
			uint64_t align;

			type.kind = kind[0];
			type.name = name;
			words >> type.size >> align >> type.header;
			types.push_back(type);
		}
	}
	return types;
}

const btf_type *skip_qualifiers(const struct btf *btf, uint32_t id, bool typedefs = true)
{
	const btf_type *type = btf__type_by_id(btf, id);

	while (type && (btf_is_mod(type) || (typedefs && btf_is_typedef(type))))
		type = btf__type_by_id(btf, type->type);
	return type;
}

/// Every named member with its path in C.
void flatten(const struct btf *btf, const btf_type *type, const std::string &path, uint64_t base,
	     std::map<std::string, Place> &places)
{
	const btf_member *members = btf_members(type);

	for (int i = 0; i < btf_vlen(type); ++i) {
		std::string name = btf__name_by_offset(btf, members[i].name_off);
		uint64_t at = base + btf_member_bit_offset(type, i);
		int width = btf_member_bitfield_size(type, i);
		int64_t size = btf__resolve_size(btf, members[i].type);
		const btf_type *inner = skip_qualifiers(btf, members[i].type, false);
		std::string inside = path + name;

		if (!name.empty())
			places[path + name] = { at, static_cast<uint64_t>(std::max<int64_t>(size, 0)),
						width ? width : -1 };
		bool reach = true;
		while (inner && btf_is_array(inner)) {
			if (btf_array(inner)->nelems == 0)
				reach = false;
			inside += "[0]";
			inner = skip_qualifiers(btf, btf_array(inner)->type, false);
		}
		if (reach && inner && btf_is_composite(inner) && inner->name_off == 0)
			flatten(btf, inner, name.empty() ? path : inside + ".", at, places);
	}
}

class Verifier {
public:
	void add(const struct btf *btf, uint32_t first)
	{
		for (uint32_t id = first; id < btf__type_cnt(btf); ++id) {
			const btf_type *type = btf__type_by_id(btf, id);
			std::string name = btf__name_by_offset(btf, type->name_off);

			if (name.empty())
				continue;
			if (btf_is_composite(type) || btf_is_any_enum(type))
				named_[kind_of(type) + name].emplace_back(btf, type);
			if (btf_is_typedef(type)) {
				const btf_type *target = skip_qualifiers(btf, type->type, false);

				if (target && !target->name_off &&
				    (btf_is_composite(target) || btf_is_any_enum(target)))
					named_[kind_of(target) + name].emplace_back(btf, target);
			}
		}
	}

	/// The differences between a type and the best candidate, or nothing.
	void check(const Type &type)
	{
		auto found = named_.find(std::string(1, type.kind) + type.name);

		if (found == named_.end()) {
			++absent;
			return;
		}
		++compared;
		std::vector<std::string> best;
		unsigned best_fields = 0;
		bool first = true;
		for (const auto &[btf, candidate] : found->second) {
			unsigned compared_fields = 0;
			std::vector<std::string> faults = compare(type, btf, candidate, compared_fields);

			if (first || faults.size() < best.size()) {
				best = faults;
				best_fields = compared_fields;
			}
			first = false;
		}
		fields += best_fields;
		// GCC's debug information leaves out the members of a transparent union.
		const btf_type *only = found->second.front().second;
		if (!best.empty() && found->second.size() == 1 && only->size == type.size && btf_is_composite(only) &&
		    btf_vlen(only) == 0) {
			std::printf("%s: explained: described without members\n", type.name.c_str());
			explained += best.size();
			return;
		}
		for (const std::string &fault : best) {
			std::printf("%s %s: %s (%s.h)\n",
				    type.kind == 'u'   ? "union"
				    : type.kind == 'e' ? "enum"
						       : "struct",
				    type.name.c_str(), fault.c_str(), type.header.c_str());
			++differences;
		}
	}

	unsigned compared = 0, absent = 0, fields = 0, differences = 0, explained = 0;

private:
	static std::string kind_of(const btf_type *type)
	{
		return btf_is_any_enum(type) ? "e" : btf_is_union(type) ? "u" : "s";
	}

	static std::vector<std::string> compare(const Type &type, const struct btf *btf, const btf_type *candidate,
						unsigned &count)
	{
		std::vector<std::string> faults;
		std::map<std::string, Place> places;

		if (candidate->size != type.size)
			faults.push_back("size " + std::to_string(type.size) + ", the kernel says " +
					 std::to_string(candidate->size));
		if (type.kind == 'e')
			return faults;
		flatten(btf, candidate, "", 0, places);
		for (const auto &[name, place] : type.fields) {
			auto other = places.find(name);

			if (other == places.end()) {
				faults.push_back("the kernel has no field " + name);
				continue;
			}
			++count;
			const Place &theirs = other->second;
			if (theirs.offset != place.offset)
				faults.push_back(name + " at bit " + std::to_string(place.offset) +
						 ", the kernel says " + std::to_string(theirs.offset));
			if (theirs.width != place.width)
				faults.push_back(name + " has another width in the kernel");
			if (place.width < 0 && place.size != theirs.size)
				faults.push_back(name + " has " + std::to_string(place.size) +
						 " bytes, the kernel says " + std::to_string(theirs.size));
			places.erase(other);
		}
		for (const auto &[name, place] : places)
			faults.push_back("field " + name + " is missing");
		return faults;
	}

	std::unordered_map<std::string, std::vector<std::pair<const struct btf *, const btf_type *>>> named_;
};

} // namespace

int verify(const fs::path &bindings, const fs::path &vmlinux, const std::vector<fs::path> &modules)
{
	libbpf_set_print(nullptr);
	std::vector<Type> types = read_types(bindings / "layout" / "types.tsv");
	Btf base(btf__parse(vmlinux.c_str(), nullptr));
	std::vector<Btf> splits;
	Verifier verifier;

	if (!base)
		throw Failure{ Fault::Environment, vmlinux.string() + " has no BTF" };
	verifier.add(base.get(), 1);
	for (const fs::path &module : modules) {
		Btf split(btf__parse_split(module.c_str(), base.get()));

		if (!split)
			throw Failure{ Fault::Environment,
				       module.string() + " has no BTF on top of " + vmlinux.string() };
		verifier.add(split.get(), btf__type_cnt(base.get()));
		splits.push_back(std::move(split));
	}
	for (const Type &type : types)
		verifier.check(type);
	std::printf("%8zu  types bound\n%8u  of them in the kernel's debug information\n"
		    "%8u  not in it\n%8u  fields compared\n%8u  differences explained\n"
		    "%8u  differences unexplained\n",
		    types.size(), verifier.compared, verifier.absent, verifier.fields, verifier.explained,
		    verifier.differences);
	return verifier.differences ? 1 : 0;
}

} // namespace kxx::bindgen
