// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Tables of PHY drivers, made from classes at compile time.
//!
//! C: include/linux/phy.h (struct phy_driver), include/linux/mod_devicetable.h (struct mdio_device_id)
#pragma once

#include <new>
#include <type_traits>

#include <linux/export.hpp>
#include <linux/phy.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/callers.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>
#include <kernel/defer/irqreturn.hpp>
#include <kernel/net/phy/callback_names.hpp>
#include <kernel/net/phy/device.hpp>

namespace kernel::phy {

/// The PHYs that a driver supports: those whose number equals `value` in the bits of `mask`.
///
/// Example:
///     constexpr auto family = phy::Id::model(0x003b1841);
///     test.expect_eq(family.mask, 0xfffffff0u);
struct Id {
	/// The number.
	u32 value;
	/// The bits of the number that count.
	u32 mask;

	/// Matches this chip in this revision.
	static constexpr Id exact(u32 id) { return { id, 0xffffffff }; }
	/// Matches this chip in any revision: the last four bits are ignored.
	static constexpr Id model(u32 id) { return { id, 0xfffffff0 }; }
	/// Matches every chip of a vendor.
	static constexpr Id vendor(u32 id) { return { id, 0xfffffc00 }; }
};

/// Flags for things that phylib does differently for a driver's PHYs.
struct Flags {
	u32 bits = 0;

	friend constexpr Flags operator|(Flags a, Flags b) { return { a.bits | b.bits }; }
};
namespace flags {
/// The PHY is part of the MAC.
inline constexpr Flags is_internal{ ::macro::PHY_IS_INTERNAL };
/// The PHY must be reset after its clock was switched on.
inline constexpr Flags reset_after_clock_enable{ ::macro::PHY_RST_AFTER_CLK_EN };
/// The state machine polls during a cable test, even if the PHY has an interrupt.
inline constexpr Flags poll_cable_test{ ::macro::PHY_POLL_CABLE_TEST };
} // namespace flags

/// The description of a driver, which its class has as `static constexpr phy::Info info`.
///
/// Example:
///     constexpr phy::Info info = {
///             .name = "Example chip",
///             .id = phy::Id::exact(0x01234560),
///             .flags = phy::flags::is_internal | phy::flags::poll_cable_test,
///     };
///     test.expect_eq(info.flags.bits, 5u);
struct Info {
	/// The name in the log and in sysfs.
	const char *name;
	/// The PHYs that it supports.
	Id id;
	/// The flags for phylib.
	Flags flags = {};
};

/// A phylib function as a callback: `static constexpr auto suspend = phy::genphy_suspend;`. The
/// table then holds that function itself.
///
/// Example:
///     test.expect(phy::genphy_suspend.function == &::genphy_suspend);
template <typename View>
struct Generic {
	/// The function.
	int (*function)(::phy_device *);
};
inline constexpr Generic<Device> genphy_suspend{ &::genphy_suspend };
inline constexpr Generic<Device> genphy_resume{ &::genphy_resume };
inline constexpr Generic<Fresh> genphy_read_abilities{ &::genphy_read_abilities };
inline constexpr Generic<Locked> genphy_soft_reset{ &::genphy_soft_reset };
inline constexpr Generic<Locked> genphy_read_status{ &::genphy_read_status };
inline constexpr Generic<Locked> genphy_c45_read_status{ &::genphy_c45_read_status };
inline constexpr Generic<Locked> genphy_c45_config_aneg{ &::genphy_c45_config_aneg };
inline constexpr Generic<Locked> genphy_c45_aneg_done{ &::genphy_c45_aneg_done };

namespace detail {

[[gnu::always_inline]] inline int c_value(Result<> result)
{
	return result.to_c();
}
[[gnu::always_inline]] inline int c_value(bool answer)
{
	return answer;
}
[[gnu::always_inline]] inline ::irqreturn_t c_value(IrqReturn answer)
{
	return kernel::to_c(answer);
}
template <typename T>
[[gnu::always_inline]] inline int c_value(Result<T> &&result)
{
	if (const T *value = result.get())
		return *value;
	return result.to_c();
}

/// Whether a callback is, or is called as, `Returned function(View &, Args...)`.
template <typename Callback, typename Returned, typename View, typename... Args>
inline constexpr bool fits = false;
template <typename Returned, typename Taken, typename View, typename... Args>
inline constexpr bool fits<Returned (*)(Taken &, Args...), Returned, View, Args...> =
	std::is_convertible_v<View *, Taken *>;
template <typename Returned, typename Taken, typename View, typename... Args>
inline constexpr bool fits<Returned (*)(Taken &, Args...) noexcept, Returned, View, Args...> =
	std::is_convertible_v<View *, Taken *>;

template <typename T>
inline constexpr bool is_generic = false;
template <typename View>
inline constexpr bool is_generic<Generic<View>> = true;

/// A Locked for the callback that 6.1 calls with or without the lock.
class Notified : public Locked {};

/// The functions that phylib calls. This is the one place where `struct phy_device` becomes a view.
template <auto function, typename View, typename Returned, typename... Args>
Returned call(::phy_device *raw, Args... args)
{
	// The views hold a `struct phy_device` and nothing else. phylib calls with the locks that
	// the view stands for (doc/design/phy.md), and keeps the PHY during the call.
	if constexpr (std::is_same_v<View, Notified>) {
		const bool locked = ::kxx_phy_notify_begin(raw);
		function(*reinterpret_cast<View *>(raw), args...);
		::kxx_phy_notify_end(raw, locked);
	} else if constexpr (std::is_void_v<Returned>)
		function(*reinterpret_cast<View *>(raw), args...);
	else
		return c_value(function(*reinterpret_cast<View *>(raw), args...));
}
static_assert(sizeof(Device) == sizeof(::phy_device) && sizeof(Fresh) == sizeof(Device) &&
	      sizeof(Locked) == sizeof(Device) && sizeof(OnBus) == sizeof(Device));

/// The trampoline for a callback whose entry in the table has the type Raw.
template <auto function, typename View, typename Raw>
inline constexpr Raw trampoline = nullptr;
template <auto function, typename View, typename Returned, typename... Args>
inline constexpr auto trampoline<function, View, Returned (*)(::phy_device *, Args...)> =
	&call<function, View, Returned, Args...>;

template <typename Callback, typename Returned, typename View, typename... Args>
consteval bool suits()
{
	if constexpr (is_generic<Callback>)
		return []<typename For>(Generic<For>) {
			return std::is_same_v<Returned, Result<>> && std::is_convertible_v<View *, For *>;
		}(Callback{});
	else
		return fits<Callback, Returned, View, Args...>;
}

/// Declares every name that a callback may have. In a class that derives from this and from the
/// driver's class, a name that both declare is ambiguous, whether it is public or not.
struct Names {
	int soft_reset, config_init, probe, get_features, suspend, resume, config_aneg, aneg_done, read_status,
		config_intr, handle_interrupt, remove, match_phy_device, link_change_notify, read_mmd, write_mmd,
		read_page, write_page, set_loopback;
};
template <typename Driver>
struct Both : Driver, Names {};

// Fills in one callback of the table, if the class has it. The error message shows `declared`.
#define KXX_PHY_CALLBACK(name, declared, View, ...)                                       \
	if constexpr (requires { Driver::name; }) {                                       \
		using Callback = std::decay_t<decltype(Driver::name)>;                    \
		static_assert(suits<Callback, __VA_ARGS__>(),                             \
			      "the PHY driver's " #name " is not `static " declared "`"); \
		if constexpr (is_generic<Callback>)                                       \
			made.name = Driver::name.function;                                \
		else if constexpr (suits<Callback, __VA_ARGS__>())                        \
			made.name = trampoline<&Driver::name, View, decltype(made.name)>; \
	} else {                                                                          \
		static_assert(                                                            \
			requires { &Both<Driver>::name; },                                \
			"the PHY driver's " #name " is not a public `static " declared    \
			"`, or there are several of that name");                          \
	}

template <typename Driver>
consteval ::phy_driver table_entry()
{
	static_assert(!std::is_final_v<Driver>, "a class of callbacks of a PHY driver is not final: a derived "
						"class looks for callbacks that are not public");
	static_assert(std::is_same_v<decltype(Driver::info), const Info>,
		      "a PHY driver has `static constexpr phy::Info info`");
	static_assert(Driver::info.name && Driver::info.name[0], "a PHY driver has a name");
	static_assert((Driver::info.id.value & ~Driver::info.id.mask & ~0xfu) == 0 &&
			      (Driver::info.id.mask != 0 || requires { Driver::match_phy_device; }),
		      "a PHY driver's Id has a mask, or the driver has match_phy_device()");
	static_assert(check_callback_names<Driver>());
	::phy_driver made{};

	made.phy_id = Driver::info.id.value;
	made.phy_id_mask = Driver::info.id.mask;
	made.name = const_cast<char *>(Driver::info.name);
	made.flags = Driver::info.flags.bits;
	KXX_PHY_CALLBACK(soft_reset, "Result<> soft_reset(phy::Locked &)", Locked, Result<>, Locked)
	KXX_PHY_CALLBACK(config_init, "Result<> config_init(phy::Locked &)", Locked, Result<>, Locked)
	KXX_PHY_CALLBACK(probe, "Result<> probe(phy::Fresh &)", Fresh, Result<>, Fresh)
	KXX_PHY_CALLBACK(get_features, "Result<> get_features(phy::Fresh &)", Fresh, Result<>, Fresh)
	KXX_PHY_CALLBACK(suspend, "Result<> suspend(phy::Device &)", Device, Result<>, Device)
	KXX_PHY_CALLBACK(resume, "Result<> resume(phy::Device &)", Device, Result<>, Device)
	KXX_PHY_CALLBACK(config_aneg, "Result<> config_aneg(phy::Locked &)", Locked, Result<>, Locked)
	KXX_PHY_CALLBACK(aneg_done, "Result<bool> aneg_done(phy::Locked &)", Locked, Result<bool>, Locked)
	KXX_PHY_CALLBACK(read_status, "Result<> read_status(phy::Locked &)", Locked, Result<>, Locked)
	KXX_PHY_CALLBACK(config_intr, "Result<> config_intr(phy::Device &)", Device, Result<>, Device)
	KXX_PHY_CALLBACK(handle_interrupt, "IrqReturn handle_interrupt(phy::Locked &)", Locked, IrqReturn, Locked)
	KXX_PHY_CALLBACK(remove, "void remove(phy::Device &)", Device, void, Device)
	KXX_PHY_CALLBACK(match_phy_device, "bool match_phy_device(const phy::Device &)", Device, bool, Device)
	KXX_PHY_CALLBACK(link_change_notify, "void link_change_notify(phy::Locked &)", Notified, void, Notified)
	KXX_PHY_CALLBACK(read_mmd, "Result<u16> read_mmd(phy::OnBus &, int device, u16 address)", OnBus, Result<u16>,
			 OnBus, int, u16)
	KXX_PHY_CALLBACK(write_mmd, "Result<> write_mmd(phy::OnBus &, int device, u16 address, u16 value)", OnBus,
			 Result<>, OnBus, int, u16, u16)
	KXX_PHY_CALLBACK(read_page, "Result<u16> read_page(phy::OnBus &)", OnBus, Result<u16>, OnBus)
	KXX_PHY_CALLBACK(write_page, "Result<> write_page(phy::OnBus &, int page)", OnBus, Result<>, OnBus, int)
	KXX_PHY_CALLBACK(set_loopback, "Result<> set_loopback(phy::Locked &, bool on)", Locked, Result<>, Locked, bool)
	return made;
}
#undef KXX_PHY_CALLBACK

/// Writes the alias by which modprobe finds a module for a PHY's number: "mdio:" and its bits, with
/// `?` for bits that do not count.
struct Alias {
	char text[5 + 32 + 1];
};
constexpr Alias alias_of(Id id)
{
	Alias made{ "mdio:" };

	for (unsigned i = 0; i < 32; i++) {
		const u32 bit = 1u << (31 - i);

		made.text[5 + i] = !(id.mask & bit) ? '?' : id.value & bit ? '1' : '0';
	}
	return made;
}

/// The table itself, in the module's data: phylib writes into it while it is registered.
template <typename... Drivers>
struct Table {
	static constinit inline ::phy_driver drivers[] = { table_entry<Drivers>()... };
};

template <typename... Drivers>
[[gnu::always_inline]] inline Result<> register_drivers() __sleeps
{
	// SAFETY: phy_drivers_register() returns zero or a negative errno.
	return kernel::detail::from_errno(
		unsafe, ::phy_drivers_register(Table<Drivers...>::drivers, sizeof...(Drivers), &::__this_module));
}
template <typename... Drivers>
[[gnu::always_inline]] inline void unregister_drivers() __sleeps
{
	::phy_drivers_unregister(Table<Drivers...>::drivers, sizeof...(Drivers));
}

} // namespace detail

/// PHY drivers as a whole module, for KERNEL_MODULE, if the module keeps nothing else. Loading
/// registers them, unloading unregisters them, and modprobe finds the module by the numbers of
/// their PHYs.
///
/// Each driver is a class with `static constexpr phy::Info info` and with its callbacks as public
/// static functions: soft_reset, config_init, probe, get_features, suspend, resume, config_aneg,
/// aneg_done, read_status, config_intr, handle_interrupt, remove, match_phy_device,
/// link_change_notify, read_mmd, write_mmd, read_page, write_page, set_loopback. A callback that it
/// lacks is NULL in the table, and phylib uses its default. A function that takes a PHY does not
/// compile if it has the name of another callback of C or a common misspelling of one of these
/// (kernel/net/phy/callback_names.hpp). A callback may also be one of phylib's own functions
/// (Generic). phylib searches the drivers in the given order.
///
/// Example (a whole module):
///     struct Chip {
///             static constexpr phy::Info info{ .name = "example_phy", .id = phy::Id::exact(0x01234560) };
///             static Result<> soft_reset(phy::Locked &phy)
///             {
///                     TRY(phy.write(phy::C22::BMCR, 0));
///                     return phy.genphy_soft_reset();
///             }
///             static constexpr auto suspend = phy::genphy_suspend;
///             static constexpr auto resume = phy::genphy_resume;
///     };
///     using Chips = phy::Module<Chip>;
///     KERNEL_MODULE(Chips, { .name = "example_phy", .license = "GPL" })
template <typename... Drivers>
class Module {
	static_assert(sizeof...(Drivers) > 0, "phy::Module<> without a driver");

public:
	Module() = default;
	Module(const Module &) = delete;
	Module &operator=(const Module &) = delete;

	/// For KERNEL_MODULE: makes an initialiser that registers the drivers.
	///
	/// Errors: EBUSY: a driver with one of these names is already registered.
	[[gnu::always_inline]] static auto create() __sleeps
	{
		struct Initialiser {
			/// Safety:
			/// - There is room for a Module at `place`, and nothing lives there.
			[[gnu::always_inline]] Result<> construct(unsafe_t, Module *place) && __sleeps
			{
				::new (static_cast<void *>(place)) Module;
				return detail::register_drivers<Drivers...>();
			}
		};
		return Initialiser{};
	}
	[[gnu::always_inline]] ~Module() __sleeps { detail::unregister_drivers<Drivers...>(); }

	/// For KERNEL_MODULE: the additional lines of modinfo.
	template <typename One>
	static constexpr void module_info(One one)
	{
		// A driver that matches PHYs itself (match_phy_device) may have no number.
		((Drivers::info.id.mask ? one("alias", detail::alias_of(Drivers::info.id).text) : void()), ...);
	}
};

/// PHY drivers as a member of a module that also keeps other things. Its destructor unregisters
/// them.
///
/// modprobe does not find these by the numbers of their PHYs: name the aliases in KERNEL_MODULE.
///
/// Example:
///     struct Chip {
///             static constexpr phy::Info info{ .name = "example_member", .id = phy::Id::exact(0x01234560) };
///             static Result<> config_init(phy::Locked &phy) { return phy.write(phy::C22::vendor(17), 1); }
///     };
///     Result<> example(kunit::Test &test)
///     {
///             phy::Registration<Chip> chips;
///             TRY(chips.publish());
///             test.expect_error(chips.publish(), EBUSY);
///             return ok;
///     }
template <typename... Drivers>
class Registration {
public:
	/// Says that it calls functions of the module, which must be stopped before unloading.
	using Caller = void;

	Registration() = default;
	Registration(const Registration &) = delete;
	Registration &operator=(const Registration &) = delete;
	~Registration() __sleeps
	{
		place_.leave();
		withdraw();
	}

	/// Registers the drivers; from now on phylib may call them.
	///
	/// Errors: EBUSY: a driver with one of these names is already registered.
	/// Context: process; may sleep.
	Result<> publish() __sleeps
	{
		if (published_)
			return EBUSY;
		auto registered = detail::register_drivers<Drivers...>();

		published_ = registered.is_ok();
		if (published_)
			place_.enter(kind_);
		return registered;
	}

private:
	void withdraw() __sleeps
	{
		if (published_)
			detail::unregister_drivers<Drivers...>();
		published_ = false;
	}
	static void stop(::list_head &place)
	{
		kernel::detail::CallerPlace::owner<&Registration::place_>(place).withdraw();
	}
	static constexpr kernel::detail::CallerKind kind_{ "the registration of PHY drivers",
							   kernel::detail::type_name<Registration>, stop,
							   kernel::detail::Stopping::Sleeps };

	/// Is listed while `published_`.
	kernel::detail::CallerPlace place_;
	bool published_ = false;
};

} // namespace kernel::phy
