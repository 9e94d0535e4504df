// SPDX-License-Identifier: GPL-2.0
#include "c_functions/returned.hpp"

#include <algorithm>
#include <iterator>

namespace kxx::check {

static constexpr Fact facts[] = {
#include "c_functions/returned.inc"
};
static_assert(std::ranges::is_sorted(facts, {}, &Fact::function));

const Fact *fact_of(std::string_view function)
{
	const Fact *found = std::ranges::lower_bound(facts, function, {}, &Fact::function);

	return found != std::end(facts) && found->function == function ? found : nullptr;
}

} // namespace kxx::check
