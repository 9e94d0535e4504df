// SPDX-License-Identifier: GPL-2.0
//! A link is allowed or refused.
// EXPECT: a link is taken by `Result<> allow_link\(const Target &\) const`

#include <kernel/configfs.hpp>

using namespace kernel;

class Disk final : public configfs::Item<Disk> {};
class User final : public configfs::Item<User> {
public:
#ifdef FIXED
	Result<> allow_link(const Disk &) const { return ok; }
#else
	void allow_link(const Disk &) const {}
#endif
};
class Users final : Pinned {
public:
	Result<Box<User>> make_item(CStr) const { return make_box<User>(GFP_KERNEL); }
	Result<> init() { return subsystem_.publish("users"); }

private:
	configfs::Subsystem<Users> subsystem_{ this_is<&Users::subsystem_> };
};

Result<> use(Users &users)
{
	return users.init();
}
