// SPDX-License-Identifier: GPL-2.0
//! What a rule reports. `kxx check` has the same types.
#pragma once

#include "common/finding.hpp"
