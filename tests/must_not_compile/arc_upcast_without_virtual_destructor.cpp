// SPDX-License-Identifier: GPL-2.0
//! Destroying through a base needs a virtual destructor.
// EXPECT: needs a virtual destructor

#include <kernel/arc.hpp>

using namespace kernel;

struct Base {
#ifdef FIXED
	virtual ~Base() = default;
#endif
};
struct Derived : Base {};
Arc<Base> use(Arc<Derived> arc)
{
	return Arc<Base>(std::move(arc));
}
