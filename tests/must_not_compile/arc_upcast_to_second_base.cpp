// SPDX-License-Identifier: GPL-2.0
//! The count lies in front of the object, so a base must lie at its beginning.
// EXPECT: converts to the first base class only

#include <kernel/arc.hpp>

using namespace kernel;

struct Other {
	virtual ~Other() = default;
};
struct Base {
	virtual ~Base() = default;
};
#ifdef FIXED
struct Derived : Base, Other {};
#else
struct Derived : Other, Base {};
#endif
Arc<Base> use(Arc<Derived> arc)
{
	return Arc<Base>(std::move(arc));
}
