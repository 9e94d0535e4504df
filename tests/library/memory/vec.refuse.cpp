// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/memory/vec.hpp refuses.
#include <kernel/memory/inline_vec.hpp>
#include <kernel/memory/vec.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED vec_back_of_temporary: use of deleted function
// A pointer into a temporary would dangle.
Vec<int> make();
bool use()
{
#ifdef FIXED
	Vec<int> numbers = make();
	return numbers.back();
#else
	return make().back();
#endif
}

// REFUSED vec_begin_of_temporary: use of deleted function
// A pointer into a temporary would dangle.
Vec<int> make();
bool use()
{
#ifdef FIXED
	Vec<int> numbers = make();
	return numbers.begin();
#else
	return make().begin();
#endif
}

// REFUSED vec_clone_of_boxes: no matching function|constraints not satisfied
// A clone of owners would need a clone of what they own.
#ifdef FIXED
Result<Vec<int>> use(const Vec<int> &numbers)
#else
Result<Vec<Box<int>>> use(const Vec<Box<int>> &numbers)
#endif
{
	return numbers.clone(GFP_KERNEL);
}

// REFUSED vec_const_changed: discards qualifiers
// A Vec that others share is only read.
#ifdef FIXED
void use(Vec<int> &shared)
#else
void use(const Vec<int> &shared)
#endif
{
	shared.clear();
}

// REFUSED vec_copied: use of deleted function
// A Vec is never copied implicitly.
void use(Vec<int> &a)
{
#ifdef FIXED
	Vec<int> b = std::move(a);
#else
	Vec<int> b = a;
#endif
}

// REFUSED vec_extend_with_uncopied: no matching function|constraints not satisfied
// Elements that have one owner are not copied.
Result<> use(Vec<Box<int>> &to, Vec<Box<int>> &from)
{
#ifdef FIXED
	return to.append(from, GFP_KERNEL);
#else
	return to.extend(from.span(), GFP_KERNEL);
#endif
}

// REFUSED vec_get_of_temporary: use of deleted function
// A pointer into a temporary Vec would dangle.
Vec<int> make();
bool use()
{
#ifdef FIXED
	Vec<int> numbers = make();
	return numbers.get(0);
#else
	return make().get(0);
#endif
}

// REFUSED vec_of_pinned: elements are moved when it grows
// A growing Vec moves its elements.
struct Fixed : Pinned {};
#ifdef FIXED
Vec<Box<Fixed>> all;
#else
Vec<Fixed> all;
#endif

// REFUSED vec_push_dropped: ignoring return(ed)? value
// A push may fail.
void use(Vec<int> &v)
{
#ifdef FIXED
	v.push(1, GFP_KERNEL).ignore();
#else
	v.push(1, GFP_KERNEL);
#endif
}

// REFUSED vec_without_flags: no matching function
// Growing names its flags.
Result<> use(Vec<int> &v)
{
#ifdef FIXED
	return v.push(1, GFP_KERNEL);
#else
	return v.push(1);
#endif
}
