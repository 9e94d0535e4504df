// SPDX-License-Identifier: GPL-2.0
#include "stock/stock.hpp"

#include <string_view>

#include "stock/guards.hpp"

namespace kxx::check {
namespace {

/// A warning group of clang, and the rule that its warnings belong to.
struct Group {
	std::string_view group;
	std::string_view rule;
};

constexpr Group groups[] = {
	{ "thread-safety-analysis", "unlocked-access" },
	{ "thread-safety-reference", "unlocked-access" },
	{ "thread-safety-precise", "unlocked-access" },
	{ "thread-safety-beta", "unlocked-access" },
};

class Stock final : public Analysis {
public:
	std::vector<std::string> clang_arguments() const override
	{
		return { "-Wthread-safety", "-Wthread-safety-beta" };
	}

	void check_file(Unit &unit) override { guards_.look(unit); }

	bool take_warning(const ClangWarning &warning, std::vector<Finding> &findings) override
	{
		for (const Group &known : groups)
			if (known.group == warning.group) {
				// Said of each early return from the arguments of a call on a temporary guard, whose
				// destruction clang does not see there. What is used without the lock is reported as such,
				// and what keeps it, by lock-kept.
				if (warning.message.find("is not held on every path through here") !=
					    std::string::npos ||
				    guards_.explains(warning))
					return true;
				findings.push_back({ std::string(known.rule),
						     Level::Error,
						     warning.place,
						     {},
						     warning.message,
						     {},
						     warning.notes });
				return true;
			}
		return false;
	}

private:
	ReturnedGuards guards_;
};

} // namespace

std::unique_ptr<Analysis> make_stock()
{
	return std::make_unique<Stock>();
}

} // namespace kxx::check
