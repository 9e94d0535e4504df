// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Internal: names that a PHY driver's class gives to a function by mistake: callbacks that kxx does not have, and slips.
//!
//! C: include/linux/phy.h (struct phy_driver)
//!
//! Only a function whose first parameter is a PHY in one of its states, or C's, counts.
#pragma once
#pragma GCC system_header

#include <type_traits>

#include <linux/phy.hpp>

#include <kernel/base/callback_names.hpp>
#include <kernel/net/phy/device.hpp>

namespace kernel::phy::detail {

template <typename First>
inline constexpr bool is_phy = std::is_base_of_v<Device, std::remove_cvref_t<First>> ||
			       std::is_base_of_v<OnBus, std::remove_cvref_t<First>> ||
			       std::is_same_v<First, ::phy_device *>;

/// Refuses the names that a driver's class should not have.
template <typename T>
consteval bool check_callback_names()
{
	KXX_NO_CALLBACK(is_phy, ack_interrupt, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, did_interrupt, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, ts_info, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, hwtstamp, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, rxtstamp, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, txtstamp, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, set_wol, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, get_wol, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, module_info, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, module_eeprom, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, cable_test_start, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, cable_test_tdr_start, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, cable_test_get_status, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, get_sset_count, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, get_strings, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, get_stats, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, get_tunable, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, set_tunable, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, get_sqi, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, get_sqi_max, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, get_plca_cfg, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, set_plca_cfg, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, get_plca_status, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, led_brightness_set, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, led_blink_set, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, led_hw_is_supported, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, led_hw_control_set, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, led_hw_control_get, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, led_polarity_set, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, get_rate_matching, "is a callback of C that kxx does not have: without it phylib does what is usual")
	KXX_NO_CALLBACK(is_phy, get_next_update_time, "is a callback of C that kxx does not have: without it phylib does what is usual")
	// Slips.
	KXX_NO_CALLBACK(is_phy, soft_rest, "is no callback: write soft_reset()")
	KXX_NO_CALLBACK(is_phy, reset, "is no callback: write soft_reset()")
	KXX_NO_CALLBACK(is_phy, softreset, "is no callback: write soft_reset()")
	KXX_NO_CALLBACK(is_phy, config_inti, "is no callback: write config_init()")
	KXX_NO_CALLBACK(is_phy, conifg_init, "is no callback: write config_init()")
	KXX_NO_CALLBACK(is_phy, confg_init, "is no callback: write config_init()")
	KXX_NO_CALLBACK(is_phy, init, "is no callback: write config_init()")
	KXX_NO_CALLBACK(is_phy, prob, "is no callback: write probe()")
	KXX_NO_CALLBACK(is_phy, porbe, "is no callback: write probe()")
	KXX_NO_CALLBACK(is_phy, get_feature, "is no callback: write get_features()")
	KXX_NO_CALLBACK(is_phy, get_featues, "is no callback: write get_features()")
	KXX_NO_CALLBACK(is_phy, features, "is no callback: write get_features()")
	KXX_NO_CALLBACK(is_phy, supend, "is no callback: write suspend()")
	KXX_NO_CALLBACK(is_phy, suspsend, "is no callback: write suspend()")
	KXX_NO_CALLBACK(is_phy, resum, "is no callback: write resume()")
	KXX_NO_CALLBACK(is_phy, reusme, "is no callback: write resume()")
	KXX_NO_CALLBACK(is_phy, config_anen, "is no callback: write config_aneg()")
	KXX_NO_CALLBACK(is_phy, conifg_aneg, "is no callback: write config_aneg()")
	KXX_NO_CALLBACK(is_phy, config_autoneg, "is no callback: write config_aneg()")
	KXX_NO_CALLBACK(is_phy, aneg_doen, "is no callback: write aneg_done()")
	KXX_NO_CALLBACK(is_phy, autoneg_done, "is no callback: write aneg_done()")
	KXX_NO_CALLBACK(is_phy, read_staus, "is no callback: write read_status()")
	KXX_NO_CALLBACK(is_phy, read_stauts, "is no callback: write read_status()")
	KXX_NO_CALLBACK(is_phy, readstatus, "is no callback: write read_status()")
	KXX_NO_CALLBACK(is_phy, get_status, "is no callback: write read_status()")
	KXX_NO_CALLBACK(is_phy, config_interrupt, "is no callback: write config_intr()")
	KXX_NO_CALLBACK(is_phy, config_irq, "is no callback: write config_intr()")
	KXX_NO_CALLBACK(is_phy, conifg_intr, "is no callback: write config_intr()")
	KXX_NO_CALLBACK(is_phy, handle_interupt, "is no callback: write handle_interrupt()")
	KXX_NO_CALLBACK(is_phy, handle_irq, "is no callback: write handle_interrupt()")
	KXX_NO_CALLBACK(is_phy, hanlde_interrupt, "is no callback: write handle_interrupt()")
	KXX_NO_CALLBACK(is_phy, removed, "is no callback: write remove()")
	KXX_NO_CALLBACK(is_phy, rmeove, "is no callback: write remove()")
	KXX_NO_CALLBACK(is_phy, match_phy, "is no callback: write match_phy_device()")
	KXX_NO_CALLBACK(is_phy, match_device, "is no callback: write match_phy_device()")
	KXX_NO_CALLBACK(is_phy, link_change, "is no callback: write link_change_notify()")
	KXX_NO_CALLBACK(is_phy, link_changed, "is no callback: write link_change_notify()")
	KXX_NO_CALLBACK(is_phy, link_notify, "is no callback: write link_change_notify()")
	KXX_NO_CALLBACK(is_phy, loopback, "is no callback: write set_loopback()")
	KXX_NO_CALLBACK(is_phy, set_loop_back, "is no callback: write set_loopback()")
	return true;
}

} // namespace kernel::phy::detail
