// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: names that a PHY driver's class may give to a function by mistake: callbacks that kxx
//! does not have, and misspellings.
//!
//! C: include/linux/phy.h (struct phy_driver)
//!
//! Only a function counts whose first parameter is a PHY in one of its states, or C's PHY.
#pragma once
#pragma GCC system_header

#include <type_traits>

#include <linux/phy.hpp>

#include <kernel/base/callback_names.hpp>
#include <kernel/net/phy/device.hpp>

namespace kernel::phy::detail {

template <typename First>
inline constexpr bool is_phy =
	std::is_base_of_v<Device, std::remove_cvref_t<First>> || std::is_base_of_v<OnBus, std::remove_cvref_t<First>> ||
	std::is_same_v<First, ::phy_device *>;

/// Refuses the names that a driver's class should not have.
template <typename T>
consteval bool check_callback_names()
{
	KXX_ABSENT(is_phy, ack_interrupt)
	KXX_ABSENT(is_phy, did_interrupt)
	KXX_ABSENT(is_phy, ts_info)
	KXX_ABSENT(is_phy, hwtstamp)
	KXX_ABSENT(is_phy, rxtstamp)
	KXX_ABSENT(is_phy, txtstamp)
	KXX_ABSENT(is_phy, set_wol)
	KXX_ABSENT(is_phy, get_wol)
	KXX_ABSENT(is_phy, module_info)
	KXX_ABSENT(is_phy, module_eeprom)
	KXX_ABSENT(is_phy, cable_test_start)
	KXX_ABSENT(is_phy, cable_test_tdr_start)
	KXX_ABSENT(is_phy, cable_test_get_status)
	KXX_ABSENT(is_phy, get_sset_count)
	KXX_ABSENT(is_phy, get_strings)
	KXX_ABSENT(is_phy, get_stats)
	KXX_ABSENT(is_phy, get_tunable)
	KXX_ABSENT(is_phy, set_tunable)
	KXX_ABSENT(is_phy, get_sqi)
	KXX_ABSENT(is_phy, get_sqi_max)
	KXX_ABSENT(is_phy, get_plca_cfg)
	KXX_ABSENT(is_phy, set_plca_cfg)
	KXX_ABSENT(is_phy, get_plca_status)
	KXX_ABSENT(is_phy, led_brightness_set)
	KXX_ABSENT(is_phy, led_blink_set)
	KXX_ABSENT(is_phy, led_hw_is_supported)
	KXX_ABSENT(is_phy, led_hw_control_set)
	KXX_ABSENT(is_phy, led_hw_control_get)
	KXX_ABSENT(is_phy, led_polarity_set)
	KXX_ABSENT(is_phy, get_rate_matching)
	KXX_ABSENT(is_phy, get_next_update_time)
	// Misspellings.
	KXX_SLIP(is_phy, soft_rest, soft_reset)
	KXX_SLIP(is_phy, reset, soft_reset)
	KXX_SLIP(is_phy, softreset, soft_reset)
	KXX_SLIP(is_phy, config_inti, config_init)
	KXX_SLIP(is_phy, conifg_init, config_init)
	KXX_SLIP(is_phy, confg_init, config_init)
	KXX_SLIP(is_phy, init, config_init)
	KXX_SLIP(is_phy, prob, probe)
	KXX_SLIP(is_phy, porbe, probe)
	KXX_SLIP(is_phy, get_feature, get_features)
	KXX_SLIP(is_phy, get_featues, get_features)
	KXX_SLIP(is_phy, features, get_features)
	KXX_SLIP(is_phy, supend, suspend)
	KXX_SLIP(is_phy, suspsend, suspend)
	KXX_SLIP(is_phy, resum, resume)
	KXX_SLIP(is_phy, reusme, resume)
	KXX_SLIP(is_phy, config_anen, config_aneg)
	KXX_SLIP(is_phy, conifg_aneg, config_aneg)
	KXX_SLIP(is_phy, config_autoneg, config_aneg)
	KXX_SLIP(is_phy, aneg_doen, aneg_done)
	KXX_SLIP(is_phy, autoneg_done, aneg_done)
	KXX_SLIP(is_phy, read_staus, read_status)
	KXX_SLIP(is_phy, read_stauts, read_status)
	KXX_SLIP(is_phy, readstatus, read_status)
	KXX_SLIP(is_phy, get_status, read_status)
	KXX_SLIP(is_phy, config_interrupt, config_intr)
	KXX_SLIP(is_phy, config_irq, config_intr)
	KXX_SLIP(is_phy, conifg_intr, config_intr)
	KXX_SLIP(is_phy, handle_interupt, handle_interrupt)
	KXX_SLIP(is_phy, handle_irq, handle_interrupt)
	KXX_SLIP(is_phy, hanlde_interrupt, handle_interrupt)
	KXX_SLIP(is_phy, removed, remove)
	KXX_SLIP(is_phy, rmeove, remove)
	KXX_SLIP(is_phy, match_phy, match_phy_device)
	KXX_SLIP(is_phy, match_device, match_phy_device)
	KXX_SLIP(is_phy, link_change, link_change_notify)
	KXX_SLIP(is_phy, link_changed, link_change_notify)
	KXX_SLIP(is_phy, link_notify, link_change_notify)
	KXX_SLIP(is_phy, loopback, set_loopback)
	KXX_SLIP(is_phy, set_loop_back, set_loopback)
	return true;
}

} // namespace kernel::phy::detail
