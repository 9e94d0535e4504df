// SPDX-License-Identifier: GPL-2.0
//! What the guest says about a run on its control port, and whether that can be believed.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kxx::vm {

/// One message: "load echo 0" has the event "load" and the words "echo 0".
struct Message {
	std::string event{}, words{};

	bool operator==(const Message &) const = default;
};

/// A word that nothing in the guest can guess: 128 random bits in hexadecimal.
std::string make_secret();

/// Reads the control port, fed line by line, and judges it.
///
/// Whatever runs in the guest can write to the port: a script, a module by way of a helper program. So the guest's
/// init, and nothing else, learns a secret when the run begins, and a line counts only when it reads
///
///     SECRET VOICE NUMBER EVENT WORDS
///
/// The voice is "init", or "script": what kxx-load and kxx-unload said while a script ran, passed on by init. The
/// lines of each voice are numbered from 1. A line without the secret, one that is missing, doubled or out of order,
/// a module without a result, and a script that init did not hear to its end are faults; a run with a fault fails.
/// See doc/design/virtual_machines.md.
class Control {
public:
	/// `modules` are those that the run itself loads; a script loads others as it likes.
	Control(std::string secret, std::vector<std::string> modules);

	/// The message of a line; nothing when it is none, which is a fault then.
	std::optional<Message> feed(std::string_view line);
	/// Looks for what should have arrived. Call it once the guest has come to its end.
	void finish();

	const std::vector<std::string> &faults() const { return faults_; }

private:
	void fault(std::string text);
	bool is_in_order(const std::string &voice, const Message &message);

	std::string secret_;
	std::vector<std::string> modules_;
	std::map<std::string, unsigned long, std::less<>> numbers_;
	std::set<std::string> once_; ///< events that come once, and have come
	std::set<std::string> loading_; ///< modules whose result is awaited
	std::map<std::string, int> results_;
	std::vector<std::string> faults_;
};

} // namespace kxx::vm
