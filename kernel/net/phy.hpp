// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Drivers of PHYs, the chips between a network card and its cable.
//!
//! C: include/linux/phy.h
//!
//! A driver is a class of static functions (kernel/net/phy/driver.hpp). They get the PHY as a type
//! that says which locks phylib holds (kernel/net/phy/device.hpp), and read and write its registers
//! by name (kernel/net/phy/registers.hpp). drivers/net/phy has two drivers.
#pragma once

#include <kernel/net/phy/device.hpp>
#include <kernel/net/phy/driver.hpp>
#include <kernel/net/phy/registers.hpp>
