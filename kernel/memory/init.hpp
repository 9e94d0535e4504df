// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Builds objects in their final place when construction may fail.
//!
//! C: functions that initialise an object and return an errno, and a goto chain that undoes them
//!
//! A constructor cannot fail, so steps that may fail come before it: acquire, construct, publish.
//! Initialisers are for the remaining objects, whose address matters *and* whose construction may
//! fail, such as a kernel structure with an init function that returns an errno, and objects that
//! contain one.
#pragma once

#include <concepts>
#include <new>
#include <tuple>
#include <type_traits>
#include <utility>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/zeroable.hpp>

namespace kernel {

/// An initialiser of T: a type whose construct() builds a T at a given place, or fails and leaves
/// nothing there. An initialiser is used once; make_box(), make_arc(), Slot and KERNEL_MODULE take
/// one, and so do the fields of other objects.
///
///     Result<> construct(unsafe_t, T *place) &&;
///
/// Safety of construct():
/// - `place` is memory for a T, aligned, and nothing lives there.
template <typename I, typename T>
concept initializer_of = requires(I &&made, T *place) {
	{ std::move(made).construct(unsafe, place) } -> std::same_as<Result<>>;
};

namespace in_place {

namespace detail {

/// A callable whose result is a T.
template <typename F, typename T>
concept makes = requires(F &f) {
	{ f() } -> std::same_as<T>;
};

template <typename F>
class From {
public:
	explicit From(F f) : f_(std::move(f)) {}

	/// Safety:
	/// - There is room for a T at `place`, and nothing lives there.
	template <typename T>
		requires makes<F, T>
	[[gnu::always_inline]] Result<> construct(unsafe_t, T *place) &&
	{
		::new (static_cast<void *>(place)) T(f_());
		return ok;
	}

private:
	F f_;
};

template <typename T, typename F>
class FromC {
public:
	explicit FromC(F f) : f_(std::move(f)) {}

	/// Safety:
	/// - There is room for a T at `place`, and nothing lives there.
	[[gnu::always_inline]] Result<> construct(unsafe_t, T *place) && { return Result<>::from_c(f_(place)); }

private:
	F f_;
};

template <typename T, typename I, typename F>
class Then {
public:
	Then(I first, F f) : first_(std::move(first)), f_(std::move(f)) {}

	/// Safety:
	/// - There is room for a T at `place`, and nothing lives there.
	[[gnu::always_inline]] Result<> construct(unsafe_t, T *place) &&
	{
		// SAFETY: as the caller promises.
		TRY(std::move(first_).construct(unsafe, place));
		Result<> done = f_(*place);
		if (done.is_error()) [[unlikely]]
			place->~T();
		return done;
	}

private:
	I first_;
	F f_;
};

template <typename I, typename T>
class Each {
public:
	explicit Each(I make) : make_(std::move(make)) {}

	/// Safety:
	/// - There is room for `n` T at `place`, and nothing lives there.
	template <usize n>
	[[gnu::always_inline]] Result<> construct(unsafe_t, T (*place)[n]) &&
	{
		for (usize i = 0; i < n; i++) {
			// SAFETY: element i of the array, and nothing lives there yet.
			Result<> done = make_(i).construct(unsafe, &(*place)[i]);
			if (done.is_error()) [[unlikely]] {
				while (i)
					(*place)[--i].~T();
				return done;
			}
		}
		return ok;
	}

private:
	I make_;
};

/// Converts to any type, in unevaluated expressions.
struct Anything {
	template <typename T>
	operator T() const;
};

template <typename T, usize... i>
consteval bool takes(std::index_sequence<i...>)
{
	return requires { T{ (static_cast<void>(i), Anything{})... }; };
}
template <typename T, usize... before, usize... within, usize... after>
consteval bool takes_braces(std::index_sequence<before...>, std::index_sequence<within...>,
			    std::index_sequence<after...>)
{
	return requires {
		T{ (static_cast<void>(before), Anything{})...,
		   { (static_cast<void>(within), Anything{})... },
		   (static_cast<void>(after), Anything{})... };
	};
}

/// Arrays longer than this are rejected, to bound compile time.
inline constexpr usize most_elements = 256;

/// The largest number of initialisers that T{…} accepts when the elements of arrays are counted one
/// by one. Fewer initialisers may also be invalid, if an omitted field has no default constructor.
template <typename T, usize n = 0, bool any = false>
consteval usize flat_count()
{
	static_assert(n <= most_elements, "in_place::fields<T>: T has arrays of more than 256 elements; "
					  "make a class of the large one");
	constexpr bool taken = takes<T>(std::make_index_sequence<n>{});
	if constexpr (n > most_elements || (any && !taken))
		return n - 1;
	else
		return flat_count<T, n + 1, taken>();
}
/// How many of the initialisers, from `at` on, belong to one array.
template <typename T, usize at, usize total, usize n = 2>
consteval usize array_length()
{
	using std::make_index_sequence;

	if constexpr (at + n > total)
		return 1;
	else if constexpr (takes_braces<T>(make_index_sequence<at>{}, make_index_sequence<n>{},
					   make_index_sequence<total - at - n>{}) &&
			   !takes_braces<T>(make_index_sequence<at>{}, make_index_sequence<n>{},
					    make_index_sequence<total - at - n + 1>{}))
		return n;
	else
		return array_length<T, at, total, n + 1>();
}
template <typename T, usize at, usize total>
consteval usize count_fields()
{
	if constexpr (at >= total)
		return 0;
	else
		return 1 + count_fields<T, at + array_length<T, at, total>(), total>();
}

/// The number of T's fields.
template <typename T>
inline constexpr usize fields_of = count_fields<T, 0, flat_count<T>()>();

template <auto a, auto b>
consteval bool same_member()
{
	if constexpr (std::is_same_v<decltype(a), decltype(b)>)
		return a == b;
	else
		return false;
}

template <typename Member>
struct MemberOf;
template <typename Field, typename Class>
struct MemberOf<Field Class::*> {
	using Type = Field;
	using Of = Class;
};

template <auto member_, typename I>
struct Field {
	static constexpr auto member = member_;
	using Type = typename MemberOf<decltype(member_)>::Type;

	I initializer;
};

template <typename T, auto first, auto... rest>
consteval void check_fields()
{
	static_assert(std::is_same_v<typename MemberOf<decltype(first)>::Of, T>,
		      "in_place::fields<T> got a field of another type");
	static_assert(!(false || ... || same_member<first, rest>()), "in_place::fields<T> initialises a field twice");
	if constexpr (sizeof...(rest) > 0)
		check_fields<T, rest...>();
}

template <typename T, typename... Fields>
class All {
public:
	explicit All(Fields... fields) : fields_(std::move(fields)...) {}

	/// Safety:
	/// - There is room for a T at `place`, and nothing lives there.
	[[gnu::always_inline]] Result<> construct(unsafe_t, T *place) && { return next<0>(place); }

private:
	template <typename Type>
	static void destroy(Type &object)
	{
		object.~Type();
	}
	template <typename Type, usize n>
	static void destroy(Type (&objects)[n])
	{
		for (usize i = n; i-- > 0;)
			destroy(objects[i]);
	}

	/// Builds field i and those after it; destroys field i if a later one fails.
	template <usize i>
	[[gnu::always_inline]] Result<> next(T *place)
	{
		if constexpr (i == sizeof...(Fields)) {
			return ok;
		} else {
			auto &field = std::get<i>(fields_);
			using Field = std::remove_reference_t<decltype(field)>;
			using Type = typename Field::Type;
			Type *there = &(place->*Field::member);

			// SAFETY: a field of the object that is being built, built once (checked in
			// fields()).
			TRY(std::move(field.initializer).construct(unsafe, there));
			Result<> done = next<i + 1>(place);
			if constexpr (!std::is_trivially_destructible_v<Type>)
				if (done.is_error()) [[unlikely]]
					destroy(*there);
			return done;
		}
	}

	std::tuple<Fields...> fields_;
};

} // namespace detail

/// Builds a T from a callable that returns it; the result is built in place, and this cannot fail.
/// It also works for types that cannot be moved:
/// `in_place::from([&] { return Mutex<State, "x">(3); })`.
template <typename F>
[[gnu::always_inline]] inline auto from(F f)
{
	return detail::From<F>(std::move(f));
}

/// Builds a T from constructor arguments.
///
/// Example:
///     struct Pair : Pinned {
///             Pair(u32 a, u32 b) : sum(a + b) {}
///             u32 sum;
///     };
///     Slot<Pair> slot;
///     Pair *pair = TRY(slot.emplace(in_place::value<Pair>(1u, 2u)));
///     test.expect_eq(pair->sum, 3u);
template <typename T, typename... Args>
[[gnu::always_inline]] inline auto value(Args... args)
{
	return from([... args = std::move(args)]() mutable -> T { return T(std::move(args)...); });
}

/// Builds a T whose bytes are all zero.
///
/// Example:
///     struct Table {
///             u32 rows[16];
///     };
///     Slot<Table> slot;
///     Table *table = TRY(slot.emplace(in_place::zeroed<Table>()));
///     test.expect_eq(table->rows[15], 0u);
template <zeroable T>
[[gnu::always_inline]] inline auto zeroed()
{
	return detail::FromC<T, int (*)(T *)>([](T *place) {
		__builtin_memset(static_cast<void *>(place), 0, sizeof(T));
		return 0;
	});
}

/// Builds a T with a C function that initialises its argument, and returns zero or a negative
/// errno.
///
/// Safety:
/// - If `f(place)` returns zero, a T lives at `place`; otherwise nothing there needs undoing.
template <typename T, typename F>
[[gnu::always_inline]] inline auto from_c(unsafe_t, F f)
{
	return detail::FromC<T, F>(std::move(f));
}

/// Builds with `first`, then calls `f(T &)`, which returns a Result<>. If that fails, the object is
/// destroyed again.
template <typename T, initializer_of<T> I, typename F>
[[gnu::always_inline]] inline auto then(I first, F f)
{
	return detail::Then<T, I, F>(std::move(first), std::move(f));
}

/// Builds an array of T: element i with the initialiser that `make(i)` returns. If one fails, those
/// before it are destroyed, last first.
template <typename T, typename F>
[[gnu::always_inline]] inline auto each(F make)
{
	return detail::Each<F, T>(std::move(make));
}

/// Says how fields() builds one field: with an initialiser, or from a value.
template <auto member, typename From>
[[gnu::always_inline]] inline auto field(From from_what)
{
	using Type = typename detail::MemberOf<decltype(member)>::Type;

	if constexpr (initializer_of<From, Type>) {
		return detail::Field<member, From>{ std::move(from_what) };
	} else {
		static_assert(std::is_constructible_v<Type, From &&>,
			      "in_place::field: neither an initialiser of the field nor a value for it");
		auto made = value<Type>(std::move(from_what));
		return detail::Field<member, decltype(made)>{ std::move(made) };
	}
}
/// Builds the field with its default constructor.
template <auto member>
[[gnu::always_inline]] inline auto field()
{
	using Type = typename detail::MemberOf<decltype(member)>::Type;
	auto made = from([]() -> Type { return Type(); });
	return detail::Field<member, decltype(made)>{ std::move(made) };
}

/// Builds a T, which is an aggregate, field by field in the order given. Every field must be named
/// exactly once, which the compiler checks; if one fails, those before it are destroyed, last
/// first.
///
/// Example:
///     struct Users : Pinned {
///             explicit Users(u32 first) : count(first) {}
///             u32 count;
///     };
///     struct Device {
///             Users users;
///             u32 limit;
///     };
///     auto device = [](u32 limit) {
///             return in_place::fields<Device>(
///                     in_place::field<&Device::users>(1u),
///                     in_place::field<&Device::limit>(in_place::then<u32>(in_place::value<u32>(limit),
///                             [](u32 &made) -> Result<> {
///                                     if (made > 100)
///                                             return ERANGE;
///                                     return ok;
///                             })));
///     };
///     Slot<Device> slot;
///     test.expect(slot.emplace(device(200)).error() == ERANGE);
///     Device *made = TRY(slot.emplace(device(50)));
///     test.expect_eq(made->users.count, 1u);
template <typename T, typename... Fields>
[[gnu::always_inline]] inline auto fields(Fields... all)
{
	static_assert(std::is_aggregate_v<T>,
		      "in_place::fields<T> is for aggregates: other classes have a constructor");
	static_assert(sizeof...(Fields) == detail::fields_of<T>,
		      "in_place::fields<T> names every field of T exactly once");
	detail::check_fields<T, Fields::member...>();
	return detail::All<T, Fields...>(std::move(all)...);
}

} // namespace in_place

/// Room for one T that is built in place later: on the stack, as a member, in a static.
///
/// Use a plain object if its constructor cannot fail.
///
/// Invariants:
/// - A T lives in `object_` if `state_` is Built.
///
/// Example:
///     Slot<u32> slot;
///     test.expect(!slot.get());
///     TRY(slot.emplace(in_place::value<u32>(5u)));
///     if (const u32 *number = slot.get())
///             test.expect_eq(*number, 5u);
///     slot.reset();
///     test.expect(!slot.get());
template <typename T>
class __owner(T) Slot {
public:
	Slot(const Slot &) = delete;
	Slot &operator=(const Slot &) = delete;
	constexpr Slot() : nothing_{} {}
	~Slot() { reset(); }

	/// Builds the T. Errors: those of the initialiser, and EBUSY if there is already a T, or one is
	/// being built or destroyed.
	template <initializer_of<T> I>
	Result<T *> emplace(I initializer) & __lifetimebound
	{
		if (state_ != State::Empty)
			return EBUSY;
		state_ = State::Changing;
		// SAFETY: room for a T, and none lives there.
		Result<> built = std::move(initializer).construct(unsafe, &object_);
		if (built.is_error()) [[unlikely]] {
			state_ = State::Empty;
			return built.error();
		}
		state_ = State::Built;
		return &object_;
	}

	/// The T, or null if there is none.
	__may_be_null T *get() & __lifetimebound { return state_ == State::Built ? &object_ : nullptr; }
	__may_be_null const T *get() const & __lifetimebound { return state_ == State::Built ? &object_ : nullptr; }
	T *get() && = delete;

	/// Destroys the T, if there is one.
	void reset()
	{
		if (state_ != State::Built)
			return;
		state_ = State::Changing;
		object_.~T();
		state_ = State::Empty;
	}

private:
	/// While it changes, the code of the T may look at this Slot: there is no T, and no room for one.
	enum class State : u8 { Empty, Changing, Built };

	union {
		struct {
		} nothing_;
		T object_;
	};
	State state_ = State::Empty;
};

} // namespace kernel
