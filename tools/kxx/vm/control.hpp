// SPDX-License-Identifier: GPL-2.0
//! Judges what the guest reports about a run on its control port.
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

/// A secret that nothing in the guest can guess: 128 random bits in hexadecimal.
std::string make_secret();

/// Reads the control port, fed line by line, and judges it.
///
/// Anything in the guest can write to the port: a script, or a module through a helper program. So
/// only the guest's init gets a secret when the run begins, and a line counts only if it has this
/// form:
///
///     SECRET VOICE NUMBER EVENT WORDS
///
/// The voice is "init", or "script" for the reports of kxx-load and kxx-unload while a script ran,
/// which init passes on. The lines of each voice are numbered from 1. A line without the secret,
/// one that is missing, duplicated or out of order, a module without a result, and a script whose
/// reports init did not receive to the end are faults; a run with a fault fails. See
/// doc/design/virtual_machines.md.
class Control {
public:
	/// `modules` are those that the run itself loads; a script may load others.
	Control(std::string secret, std::vector<std::string> modules);

	/// The message of a line, or nothing if it is not a message, which is then a fault.
	std::optional<Message> feed(std::string_view line);
	/// Checks for missing messages. Call it after the guest has finished.
	void finish();

	const std::vector<std::string> &faults() const { return faults_; }

private:
	void fault(std::string text);
	bool is_in_order(const std::string &voice, const Message &message);

	std::string secret_;
	std::vector<std::string> modules_;
	std::map<std::string, unsigned long, std::less<>> numbers_;
	std::set<std::string> once_;	///< events that may come only once, and have come
	std::set<std::string> loading_; ///< modules whose result is still expected
	std::map<std::string, int> results_;
	std::vector<std::string> faults_;
};

} // namespace kxx::vm
