// SPDX-License-Identifier: GPL-2.0
#include "values/facts.hpp"

#include <algorithm>
#include <iterator>

namespace kxx::check::values {

static constexpr Fact facts[] = {
#include "values/facts.inc"
};
static_assert(std::ranges::is_sorted(facts, {}, &Fact::function));

const Fact *fact_of(std::string_view function)
{
	const Fact *found = std::ranges::lower_bound(facts, function, {}, &Fact::function);

	return found != std::end(facts) && found->function == function ? found : nullptr;
}

} // namespace kxx::check::values
