# SPDX-License-Identifier: GPL-2.0
# The bus of the PHY scenarios loads and unloads without a chip's driver.
