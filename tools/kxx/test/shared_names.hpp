// SPDX-License-Identifier: GPL-2.0
//! Names that two users show to the whole kernel: of devices, drivers, buses, files, caches, queues and threads.
//!
//! Examples run one after the other in one module, and suites at the same time in several. Where two use one name, each
//! works alone, but what one leaves behind, or has not removed yet, breaks the other.
#pragma once

#include <string>
#include <vector>

namespace kxx::test {

/// An example, or a file of a suite. Texts with the same place are one user.
struct NameUser {
	std::string place;
	std::string text;
};

struct SharedName {
	std::string name;
	/// The places of the first user, and of another.
	std::string first, second;
};

enum class Kinds {
	/// A name may be equal to one of another kind, for example those of a device and of a thread.
	Apart,
	/// No two names may be equal, since people copy examples into one module.
	Together,
};

/// The names that several users have, once for each user after the first.
std::vector<SharedName> find_shared_names(const std::vector<NameUser> &users, Kinds kinds);

} // namespace kxx::test
