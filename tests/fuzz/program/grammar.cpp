// SPDX-License-Identifier: GPL-2.0
#include "grammar.hpp"

#include <cstdio>
#include <cstring>

#include "samples/misc_echo/misc_echo.h"

namespace fuzz {
namespace {

constexpr u32 echo_ioctls[] = { ECHO_CLEAR, ECHO_INFO, ECHO_LIMIT, ECHO_FIND };

constexpr Kind device[] = { Kind::Device }, file[] = { Kind::File }, group[] = { Kind::Group, Kind::Item, Kind::File };
constexpr Kind server[] = { Kind::TcpPort, Kind::File };
constexpr struct {
	const char *module;
	std::span<const Kind> kinds;
} shown[] = {
	{ "misc_echo", device }, { "stats_fs", file },	    { "rcu_table", group },   { "params", file },
	{ "timer_stats", file }, { "work_pipeline", file }, { "async_echo", server },
};

struct Words {
	const char *name; ///< of a file, or of a module
	const char *words[8];
};

constexpr Words texts[] = {
	{ "period_ms", { "5", "2", "20", "100", "0x10", "10000" } },
	{ "reset", { "1", "y", "on" } },
	{ "paused", { "N", "Y", "0", "1" } },
	{ "depth", { "1", "12", "64", "1024" } },
	{ "verbose", { "Y", "N", "1", "0" } },
	{ "mode", { "fast", "safe", "paranoid", "safe\n" } },
	{ "ratio", { "3:4", "1:1", "9:9\n", "1:9" } },
	{ "label", { "disk", "none", "a somewhat longer label that needs more memory than the others do", "" } },
	{ "period_us", { "2000", "5000", "10000", "100000", "1000000", "8000", "3000", "20000" } },
	{ "value", { "0", "1", "4711", "0xffffffffffffffff", "18446744073709551615" } },
	{ "find", { "1", "2", "3", "17", "63", "4294967295" } },
};

// clang-format off: lists of words.
/// For any file: numbers at their limits, and texts that a parser may mishandle.
constexpr const char *odd_texts[] = {
	"", "\n", "0", "1", "-1", "+1", "127", "128", "255", "256", "-128", "-129", "32767", "65535", "65536",
	"2147483647", "2147483648", "-2147483648", "4294967295", "4294967296", "9223372036854775807",
	"9223372036854775808", "-9223372036854775808", "18446744073709551615", "18446744073709551616",
	"99999999999999999999999999999", "0x", "0x0", "00", "08", "1 ", " 1", "1\n\n", "1 2", "1,2,3,4,5", "Y", "yes",
	"%s%n%p", "fast", "3:4", "0:0", "3:", ":", "3:45", "none", "\\", "\"", "..", "\xff\xfe", "50", "1e3",
};

constexpr const char *odd_names[] = {
	"0", "1", "007", "0x11", "-1", "+5", "4294967295", "4294967296", "18446744073709551616", "find", "entries",
	"value", ".", "..", "a", "%s%n", "1 ", " 1", "1\n", "\n", "\x01", "\xff\xff", "rcu_table", "..1", "", "a/b",
};

// None of these keeps the CPUs busy: on the debug kernel, that would leave little time for everything else.
constexpr Words parameters[] = {
	{ "rcu_table", { "readers=1", "readers=0", "readers=0", "readers=2" } },
	{ "params",
	  { "", "depth=12 mode=safe ratio=3:4 sizes=1,2,3 label=disk verbose", "sizes=1 tiny=255 skew=-1",
	    "label=none" } },
	{ "timer_stats", { "period_us=10000", "period_us=3000", "period_us=20000 report_ms=20", "" } },
	{ "work_pipeline", { "", "items=50 workers=2", "items=1000 pause_ms=5", "items=1 workers=0" } },
};

constexpr const char *odd_parameters[] = {
	"nonsense=1", "readers=17", "readers=", "depth=0", "mode=", "mode=slow", "sizes=1,2,3,4,5", "label", "items=0",
	"period_us=1", "report_ms=60001", "ratio=33:44", "tiny=256", "verbose=maybe", "workers=513",
};
// clang-format on

u64 how_many(const Words &words)
{
	u64 count = 0;

	while (count < std::size(words.words) && words.words[count])
		count++;
	return count;
}
const Words *find(std::span<const Words> table, const char *name)
{
	for (const Words &one : table)
		if (!strcmp(one.name, name))
			return &one;
	return nullptr;
}

} // namespace

const char *Target::name() const
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

std::span<const u32> ioctls_of(const Target &target)
{
	if (target.kind == Kind::Device && !strcmp(target.name(), "misc-echo"))
		return echo_ioctls;
	return {};
}

std::span<const Kind> kinds_of(const char *module)
{
	for (const auto &one : shown)
		if (!strcmp(one.module, module))
			return one.kinds;
	return {};
}

std::size_t make_text(Random &random, const Target &target, char *to, std::size_t room)
{
	const Words *words = find(texts, target.name());
	const u64 kind = random.below(100);
	std::size_t size = 0;

	if (kind < 50 && words) {
		size = strlen(strcpy(to, words->words[random.below(how_many(*words))]));
	} else if (kind < 70) {
		size = strlen(strcpy(to, random.pick(odd_texts)));
	} else if (kind < 80) {
		size = static_cast<std::size_t>(sprintf(to, random.chance(50) ? "%llu\n" : "0x%llx",
							static_cast<unsigned long long>(random.number())));
	} else if (kind < 90) {
		// One character, many times.
		size = random.size() % room;
		memset(to, random.chance(50) ? '1' : static_cast<int>(random.below(256)), size);
	} else {
		size = random.below(64);
		for (std::size_t i = 0; i < size; i++)
			to[i] = static_cast<char>(random.chance(50) ? 'a' + random.below(4) : random.next());
	}
	if (size && random.chance(5))
		to[random.below(size)] = static_cast<char>(random.next());
	return size;
}

void make_name(Random &random, char *to)
{
	const u64 kind = random.below(100);

	if (kind < 70) {
		sprintf(to, "%u", static_cast<u32>(random.below(24)));
	} else if (kind < 85) {
		strcpy(to, random.pick(odd_names));
	} else if (kind < 92) {
		sprintf(to, "%llu", static_cast<unsigned long long>(random.number()));
	} else {
		static constexpr std::size_t lengths[] = { 19, 20, 21, 31, 32, 39, 40, 41, 127, 128, 254, 255, 256 };
		const std::size_t length = random.pick(lengths);

		memset(to, random.chance(70) ? '0' : 'x', length);
		to[length] = '\0';
	}
}

const char *parameters_of(const char *module, u64 choice)
{
	const Words *words = find(parameters, module);

	return words ? words->words[choice % how_many(*words)] : "";
}
const char *bad_parameters(u64 choice)
{
	return odd_parameters[choice % std::size(odd_parameters)];
}

} // namespace fuzz
