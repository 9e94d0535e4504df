// SPDX-License-Identifier: GPL-2.0
#include "vm/refusals.hpp"

#include "vm/splats.hpp"

#include <algorithm>
#include <array>
#include <regex>

namespace kxx::vm {
namespace {

struct Form {
	std::string_view part; ///< cheap test before the expression
	const char *expression;
};

/// 6.1 and 6.12 word the first two differently. A driver that returns ENODEV or ENXIO does not
/// support the device, and the kernel does not log that.
constexpr Form forms[] = {
	{ ": probe of ", R"(.+: probe of .+ failed with error -\d+)" },
	{ ": probe with driver ", R"(.+: probe with driver .+ failed with error -\d+)" },
	{ "Direct firmware load", R"(.*Direct firmware load for .+ failed with error -\d+)" },
	{ "genirq: ", R"(genirq: Flags mismatch irq \d+\. .*)" },
	{ "can't request region", R"(.*can't request region for resource .*)" },
	{ "can't reserve", R"(.+: BAR \d+.*: can't reserve .*)" },
	{ "is already registered", R"(Error: Driver '.+' is already registered, aborting.*)" },
	{ "already present!", R"(debugfs: (File|Directory) '.+' .*already present!)" },
	{ "unknown parameter", R"(.+: unknown parameter '.*' ignored)" },
	{ "request_module", R"(request_module: .* cannot be processed, .*)" },
	{ "i2c client", R"(.+: Failed to register i2c client .*)" },
	{ "failed to register", R"(gpiochip_add_data_with_key: .*failed to register.*)" },
};

bool is_refusal(std::string_view text)
{
	static const auto expressions = [] {
		std::array<std::regex, std::size(forms)> compiled;

		for (std::size_t i = 0; i < compiled.size(); i++)
			compiled[i] = std::regex(forms[i].expression, std::regex::optimize);
		return compiled;
	}();

	for (std::size_t i = 0; i < expressions.size(); i++)
		if (text.find(forms[i].part) != text.npos && std::regex_match(text.begin(), text.end(), expressions[i]))
			return true;
	return false;
}

} // namespace

void Refusals::feed(std::string_view line)
{
	const std::string_view text = without_timestamp(line);

	injected_ = injected_ || text.starts_with("FAULT_INJECTION: ");
	if (injected_ || !is_refusal(text))
		return;
	if (std::ranges::none_of(allowed_, [&](const std::string &part) { return text.find(part) != text.npos; }))
		lines_.emplace_back(text);
}

} // namespace kxx::vm
