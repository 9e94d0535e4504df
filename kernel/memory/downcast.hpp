// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Converts from a base class back to the class of an object, without run-time type information.
//!
//! C: a pointer to an ops table that says whose object it is, and then container_of()
#pragma once

#include <type_traits>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/memory/box.hpp>

namespace kernel {

namespace detail {

/// The address of this variable identifies T.
template <typename T>
inline constexpr char kind_of = 0;

struct KindOf;

} // namespace detail

/// The root of class hierarchies in which downcast() works: `class Device : public AnyKind`.
///
/// The classes of the objects derive from Kind. If the classes differ only in what a function does,
/// use a virtual function instead. It costs an entry in each vtable, and no memory in the objects.
///
/// Example:
///     class Device : public AnyKind {};
///     class Disk final : public Kind<Disk, Device> {
///     public:
///             u32 sectors() const { return 8; }
///     };
///     class Tape final : public Kind<Tape, Device> {};
///     Result<> example(kunit::Test &test)
///     {
///             Arc<Device> device = TRY(make_arc<Disk>(GFP_KERNEL));
///
///             test.expect_null(downcast<Tape>(*device));
///             test.expect_error(downcast<Tape>(std::move(device)), EINVAL); // device keeps it
///             Arc<Disk> disk = TRY(downcast<Disk>(std::move(device)));
///             test.expect_eq(disk->sectors(), 8u);
///             return ok;
///     }
class AnyKind {
public:
	AnyKind(const AnyKind &) = delete;
	AnyKind &operator=(const AnyKind &) = delete;
	virtual ~AnyKind() = default;

protected:
	AnyKind() = default;

private:
	friend detail::KindOf;
	template <typename, typename>
	friend class Kind;

	virtual const char *kind() const = 0;
};

/// The base of a class T to which downcast() can convert:
/// `class Disk final : public Kind<Disk, Device>`, where Device derives from AnyKind.
template <typename T, typename Base = AnyKind>
class Kind : public Base {
	static_assert(std::is_base_of_v<AnyKind, Base>, "Kind<T, Base>: Base derives from AnyKind");

public:
	using Base::Base;

private:
	const char *kind() const final { return &detail::kind_of<T>; }
};

namespace detail {

struct KindOf {
	template <typename T>
	[[gnu::always_inline]] static bool is(const AnyKind &object)
	{
		static_assert(std::is_final_v<T>, "downcast<T>(): T is final, so that its kind is its class");
		static_assert(
			requires(const T &t) { []<typename B>(const Kind<T, B> &) {}(t); },
			"downcast<T>(): T derives from Kind<T, Base>");
		return object.kind() == &kind_of<T>;
	}
};

} // namespace detail

/// The object as a T, or null if it is not a T. Context: any.
template <typename T>
[[nodiscard]] __may_be_null inline const T *downcast(const AnyKind &object __lifetimebound)
{
	return detail::KindOf::is<T>(object) ? static_cast<const T *>(&object) : nullptr;
}
/// Like downcast() of a reference, for an owner: the result takes over the object; if the object is
/// not a T, `owner` keeps it.
///
/// Errors: EINVAL if it is not a T.
template <typename T, typename Base>
	requires std::is_base_of_v<Base, T>
inline Result<Arc<T>> downcast(Arc<Base> &&owner)
{
	static_assert(detail::arc_converts<Base, T>());
	if (!detail::KindOf::is<T>(*owner))
		return EINVAL;
	// SAFETY: the object is a T, its Base is the first in it, and the count lies before both.
	return Arc<T>::from_raw(unsafe, static_cast<const T *>(std::move(owner).into_raw()));
}
template <typename T, typename Base>
	requires std::is_base_of_v<Base, T>
inline Result<Box<T>> downcast(Box<Base> &&owner)
{
	static_assert(std::has_virtual_destructor_v<Base>);
	if (!detail::KindOf::is<T>(*owner))
		return EINVAL;
	// SAFETY: the object is a T.
	return Box<T>::from_raw(unsafe, static_cast<T *>(std::move(owner).into_raw()));
}

} // namespace kernel
