// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Management buses of network hardware: a class that accesses registers becomes a bus on which
//! PHYs are found.
//!
//! C: include/linux/phy.h (struct mii_bus), include/linux/mdio.h
#pragma once

#include <new>
#include <type_traits>
#include <utility>

#include <helpers/mdio.hpp>
#include <linux/export.hpp>
#include <linux/mutex.hpp>
#include <linux/phy.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/callers.hpp>
#include <kernel/base/error.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/types.hpp>
#include <kernel/text/cstr.hpp>

namespace kernel {

namespace mdio {

/// A register of clause 22 of IEEE 802.3: one of 32 in one of 32 PHYs.
struct C22 {
	/// The address of the PHY.
	u8 phy;
	/// The number of the register.
	u8 reg;
};

/// A register of clause 45: one of 65536 in one of the 32 devices (PMA is 1, PCS 3, …) of a PHY.
struct C45 {
	/// The address of the PHY.
	u8 phy;
	/// The device in the PHY.
	u8 mmd;
	/// The number of the register.
	u16 reg;
};

/// How phylib learns that a link changed.
enum class LinkChanges : int {
	/// It polls the PHYs once a second.
	Polled = ::macro::PHY_POLL,
	/// The MAC's driver reports it.
	ToldByMac = ::macro::PHY_MAC_INTERRUPT,
};

/// The options with which a MiiBus is published.
struct Options {
	/// The name of the bus in sysfs, before a ':' and a PHY's address. It must be unique and
	/// have at most 60 characters.
	CStr id;
	/// The addresses at which to look for PHYs, a bit for each.
	u32 addresses = ~0u;
	/// How phylib learns that a link changed.
	LinkChanges link_changes = LinkChanges::Polled;
};

} // namespace mdio

namespace detail {

template <typename Access>
concept mdio_c22 = requires { &Access::read; } || requires { &Access::write; };
template <typename Access>
concept mdio_c45 = requires { &Access::read_c45; } || requires { &Access::write_c45; };

/// Refuses, with a message, an Access whose functions phylib could not call.
template <typename Access>
consteval void check_mdio_access()
{
	static_assert(shareable<Access>, "the functions of a bus run beside other users of its registers");
	static_assert(alignof(Access) <= 32, "what belongs to a bus is aligned to 32 bytes at most");
	static_assert(mdio_c22<Access> || mdio_c45<Access>,
		      "a bus has public functions read() and write(), read_c45() and write_c45(), or all four");
	if constexpr (mdio_c22<Access>) {
		static_assert(
			requires { &Access::read; } && requires { &Access::write; },
			"a bus with one of read() and write() has the other one, too");
		if constexpr (requires { &Access::read; } && requires { &Access::write; }) {
			static_assert(std::is_same_v<decltype(&Access::read), Result<u16> (Access::*)(mdio::C22) const>,
				      "a bus reads by `Result<u16> read(mdio::C22 at) const`");
			static_assert(
				std::is_same_v<decltype(&Access::write), Result<> (Access::*)(mdio::C22, u16) const>,
				"a bus writes by `Result<> write(mdio::C22 at, u16 value) const`");
		}
	}
	if constexpr (mdio_c45<Access>) {
		static_assert(
			requires { &Access::read_c45; } && requires { &Access::write_c45; },
			"a bus with one of read_c45() and write_c45() has the other one, too");
		if constexpr (requires { &Access::read_c45; } && requires { &Access::write_c45; }) {
			static_assert(
				std::is_same_v<decltype(&Access::read_c45), Result<u16> (Access::*)(mdio::C45) const>,
				"a bus reads by `Result<u16> read_c45(mdio::C45 at) const`");
			static_assert(std::is_same_v<decltype(&Access::write_c45),
						     Result<> (Access::*)(mdio::C45, u16) const>,
				      "a bus writes by `Result<> write_c45(mdio::C45 at, u16 value) const`");
		}
	}
	if constexpr (requires { &Access::reset; })
		static_assert(std::is_same_v<decltype(&Access::reset), Result<> (Access::*)() const>,
			      "a bus is reset by `Result<> reset() const`");
}

/// The functions that phylib calls. `priv` of the bus points to an Access from before the bus is
/// published until the functions are replaced by those of NoMdio, under mdio_lock, which is held
/// around each call (except reset, which publishing calls). So the reference below is valid.
template <typename Access>
struct MdioCalls {
	/// What the bus allocates for us, beginning with the Access.
	struct Private {
		template <typename... Args>
		explicit Private(::mii_bus *raw, Args &&...args) : access(std::forward<Args>(args)...), raw(raw)
		{
		}

		Access access;
		/// Is listed while the bus is registered.
		CallerPlace place;
		::mii_bus *raw;
	};

	static Private &private_of(const ::mii_bus *bus) { return *static_cast<Private *>(bus->priv); }
	static const Access &of(const ::mii_bus *bus) { return private_of(bus).access; }

	static int read(::mii_bus *bus, int phy, int number)
	{
		if (::kxx_mdio_is_c45(number))
			return read_c45(bus, phy, ::kxx_mdio_c45_mmd(number), ::kxx_mdio_c45_register(number));
		if constexpr (mdio_c22<Access>)
			return answer(of(bus).read({ static_cast<u8>(phy), static_cast<u8>(number) }));
		else
			return EOPNOTSUPP.to_c();
	}
	static int write(::mii_bus *bus, int phy, int number, u16 value)
	{
		if (::kxx_mdio_is_c45(number))
			return write_c45(bus, phy, ::kxx_mdio_c45_mmd(number), ::kxx_mdio_c45_register(number), value);
		if constexpr (mdio_c22<Access>)
			return of(bus).write({ static_cast<u8>(phy), static_cast<u8>(number) }, value).to_c();
		else
			return EOPNOTSUPP.to_c();
	}
	static int read_c45(::mii_bus *bus, int phy, int mmd, int number)
	{
		if constexpr (mdio_c45<Access>)
			return answer(of(bus).read_c45(
				{ static_cast<u8>(phy), static_cast<u8>(mmd), static_cast<u16>(number) }));
		else
			return EOPNOTSUPP.to_c();
	}
	static int write_c45(::mii_bus *bus, int phy, int mmd, int number, u16 value)
	{
		if constexpr (mdio_c45<Access>)
			return of(bus)
				.write_c45({ static_cast<u8>(phy), static_cast<u8>(mmd), static_cast<u16>(number) },
					   value)
				.to_c();
		else
			return EOPNOTSUPP.to_c();
	}
	static int reset(::mii_bus *bus) { return of(bus).reset().to_c(); }

private:
	static int answer(Result<u16> read)
	{
		const u16 *value = read.get();

		return value ? *value : read.to_c();
	}
};

/// The functions that phylib calls after the bus is gone, for a PHY that somebody kept.
struct NoMdio {
	static int read(::mii_bus *, int, int) { return ENODEV.to_c(); }
	static int write(::mii_bus *, int, int, u16) { return ENODEV.to_c(); }
	static int read_c45(::mii_bus *, int, int, int) { return ENODEV.to_c(); }
	static int write_c45(::mii_bus *, int, int, int, u16) { return ENODEV.to_c(); }
};

} // namespace detail

/// A bus that accesses registers through the functions of an `Access`, which it owns: read() and
/// write() for clause 22, read_c45() and write_c45() for clause 45, or both; reset() if it has one.
/// A read of a missing register returns 0xffff, as the wires do, or fails with ENODEV. `name` is
/// the C name of the bus.
///
/// create() builds the Access. publish() registers the bus: it looks for PHYs and binds their
/// drivers before it returns. The destructor unregisters the bus, unbinds the PHYs and destroys the
/// Access, after the last call has returned. A network device that attached to a PHY of the bus
/// must detach before that: if it is a member, declare it after the bus.
///
/// The functions are called with the bus's mutex held, so one at a time; they are const because
/// others may use the Access through `*bus`. They may sleep.
///
/// Invariants:
/// - `raw_` is a bus with an Access in its private memory, or null after a move.
///
/// Example:
///     struct Nothing {
///             Result<u16> read(mdio::C22) const { return 0xffff; }
///             Result<> write(mdio::C22, u16) const { return ok; }
///     };
///     auto bus = TRY((MiiBus<Nothing, "nothing">::create()));
///     TRY(bus.publish({ .id = "example_bus" }));
///     test.expect_error(bus.publish({ .id = "example_bus" }), EBUSY);
template <typename Access, Literal name>
class [[nodiscard]] __owner(Access) MiiBus {
	using Calls = detail::MdioCalls<Access>;

public:
	/// Says that it calls functions of the module, which must be stopped before unloading.
	using Caller = void;

	MiiBus(MiiBus &&other) noexcept : raw_(std::exchange(other.raw_, nullptr)) {}
	MiiBus &operator=(MiiBus &&) = delete;
	~MiiBus() __sleeps
	{
		if (raw_)
			destroy();
	}

	/// Makes a bus that is not registered yet, and its Access from `args`. Errors: ENOMEM.
	///
	/// Context: process; may sleep.
	template <typename... Args>
	static Result<MiiBus> create(Args &&...args) __sleeps
	{
		detail::check_mdio_access<Access>();
		::mii_bus *raw = ::mdiobus_alloc_size(sizeof(typename Calls::Private));
		if (!raw)
			return ENOMEM;
		::new (raw->priv) typename Calls::Private(raw, std::forward<Args>(args)...);
		raw->name = name.text;
		return { std::in_place, MiiBus(raw) };
	}

	/// Registers the bus, resets it and looks for PHYs. Call it only once: after an error,
	/// destroy the bus. Errors: EBUSY if it was called before, EINVAL if the id is empty or not
	/// unique, ENAMETOOLONG; the errors of reset(). A PHY that cannot be read (EIO, ENODEV)
	/// counts as missing.
	///
	/// Context: process; may sleep.
	Result<> publish(const mdio::Options &options) __sleeps
	{
		// SAFETY: there is no parent.
		return publish(unsafe, nullptr, options);
	}
	/// Like publish() without a parent, for a bus that belongs to a device.
	///
	/// Safety:
	/// - `parent`, if not null, is a registered device that outlives the bus.
	Result<> publish(unsafe_t, ::device *parent, const mdio::Options &options) __sleeps;

	/// The Access, shared with phylib.
	const Access &operator*() const & __lifetimebound { return Calls::of(raw_); }
	const Access &operator*() && = delete;
	const Access *operator->() const & __lifetimebound { return &Calls::of(raw_); }

	/// The raw bus, which this still owns.
	::mii_bus *as_raw() const { return raw_; }

private:
	explicit MiiBus(::mii_bus *raw) : raw_(raw) {}

	template <typename From>
	static void set_access(::mii_bus *raw)
	{
		::kxx_mii_bus_set_access(raw, detail::mdio_c22<Access>, detail::mdio_c45<Access>, From::read,
					 From::write, From::read_c45, From::write_c45);
	}
	void destroy() __sleeps;
	static void unregister(::mii_bus *raw);
	static void stop(::list_head &place)
	{
		unregister(detail::CallerPlace::owner<&Calls::Private::place>(place).raw);
	}
	static constexpr detail::CallerKind kind_{ "MII bus", name.text, stop, detail::Stopping::Sleeps };

	::mii_bus *raw_;
};

// ---------------------------------------------------------------------------------------------------
// Implementation

template <typename Access, Literal name>
Result<> MiiBus<Access, name>::publish(unsafe_t, ::device *parent, const mdio::Options &options) __sleeps
{
	const usize length = options.id.size();

	// A bus whose registration failed is not in a state to try again.
	if (raw_->state != ::MDIOBUS_ALLOCATED)
		return EBUSY;
	if (length == 0)
		return EINVAL;
	if (length >= sizeof(raw_->id))
		return ENAMETOOLONG;
	__builtin_memcpy(raw_->id, options.id.as_c(), length + 1);
	raw_->phy_mask = ~options.addresses;
	for (int &irq : raw_->irq)
		irq = static_cast<int>(options.link_changes);
	raw_->parent = parent;
	set_access<Calls>(raw_);
	if constexpr (requires { &Access::reset; })
		raw_->reset = Calls::reset;
	TRY(Result<>::from_c(::__mdiobus_register(raw_, &::__this_module)));
	Calls::private_of(raw_).place.enter(kind_);
	return ok;
}

template <typename Access, Literal name>
void MiiBus<Access, name>::unregister(::mii_bus *raw)
{
	if (raw->state != ::MDIOBUS_REGISTERED)
		return;
	::mdiobus_unregister(raw);
	// A PHY that somebody kept still calls the bus, under its lock; from now on its calls fail.
	::mutex_lock(&raw->mdio_lock);
	set_access<detail::NoMdio>(raw);
	::mutex_unlock(&raw->mdio_lock);
}

template <typename Access, Literal name>
void MiiBus<Access, name>::destroy() __sleeps
{
	using Private = typename Calls::Private;

	Calls::private_of(raw_).place.leave();
	unregister(raw_);
	Calls::private_of(raw_).~Private();
	::mdiobus_free(raw_);
}

} // namespace kernel
