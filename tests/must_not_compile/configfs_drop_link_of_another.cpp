// SPDX-License-Identifier: GPL-2.0
//! What ends is what was allowed.
// EXPECT: the end of a link is told to `void drop_link\(const Target &\) const`

#include <kernel/configfs.hpp>

using namespace kernel;

class Disk final : public configfs::Item<Disk> {};
class Tape final : public configfs::Item<Tape> {};
class User final : public configfs::Item<User> {
public:
	Result<> allow_link(const Disk &) const { return ok; }
#ifdef FIXED
	void drop_link(const Disk &) const {}
#else
	void drop_link(const Tape &) const {}
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
