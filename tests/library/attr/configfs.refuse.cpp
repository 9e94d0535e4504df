// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/attr/configfs.hpp refuses.
#include <kernel/attr/configfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED configfs_default_is_item: a default group is a member whose class derives from configfs::Group
// configfs creates a default group with its parent, and for that it needs a struct config_group.
#ifdef FIXED
class Limits final : public configfs::Group<Limits> {};
#else
class Limits final : public configfs::Item<Limits> {};
#endif
class Disk final : public configfs::Item<Disk> {};
class Disks final : Pinned {
	Limits limits_;

public:
	using DefaultGroups = configfs::DefaultGroups<configfs::Default<"limits", &Disks::limits_>>;
	Result<Box<Disk>> make_item(CStr) const { return make_box<Disk>(GFP_KERNEL); }
	Result<> init() { return subsystem_.publish("disks"); }

private:
	configfs::Subsystem<Disks> subsystem_{ this_is<&Disks::subsystem_> };
};

Result<> use(Disks &disks)
{
	return disks.init();
}

// REFUSED configfs_derived_item: an item's class is final
// configfs destroys an item as the class that its base names, so no class may derive from that one.
#ifdef FIXED
class Disk final : public configfs::Item<Disk> {};
#else
class Disk : public configfs::Item<Disk> {};
#endif
class Disks final : Pinned {
public:
	Result<Box<Disk>> make_item(CStr) const { return make_box<Disk>(GFP_KERNEL); }
	Result<> init() { return subsystem_.publish("disks"); }

private:
	configfs::Subsystem<Disks> subsystem_{ this_is<&Disks::subsystem_> };
};
Result<> use(Disks &disks);
Result<> use(Disks &disks)
{
	return disks.init();
}

// REFUSED configfs_drop_link_of_another: the end of a link is told to `void drop_link\(const Target &\) const`
// drop_link() takes the class that allow_link() allows.
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

// REFUSED configfs_drop_of_another: what goes with rmdir is told to
// drop_item() takes the class that make_item() makes.
class Disk final : public configfs::Item<Disk> {};
class Tape;
class Disks final : Pinned {
public:
	Result<Box<Disk>> make_item(CStr) const { return make_box<Disk>(GFP_KERNEL); }
#ifdef FIXED
	void drop_item(const Disk &) const {}
#else
	void drop_item(const Tape &) const {}
#endif
	Result<> init() { return subsystem_.publish("disks"); }

private:
	configfs::Subsystem<Disks> subsystem_{ this_is<&Disks::subsystem_> };
};
Result<> use(Disks &disks);
Result<> use(Disks &disks)
{
	return disks.init();
}

// REFUSED configfs_item_of_another: private|derived from configfs::Item<T>
// Item<T> is the base of T and of no other class.
class Tape final : public configfs::Item<Tape> {};
#ifdef FIXED
class Disk final : public configfs::Item<Disk> {};
#else
class Disk final : public configfs::Item<Tape> {};
#endif
class Disks final : Pinned {
public:
	Result<Box<Disk>> make_item(CStr) const { return make_box<Disk>(GFP_KERNEL); }
	Result<> init() { return subsystem_.publish("disks"); }

private:
	configfs::Subsystem<Disks> subsystem_{ this_is<&Disks::subsystem_> };
};
Result<> use(Disks &disks);
Result<> use(Disks &disks)
{
	return disks.init();
}

// REFUSED configfs_link_returns_nothing: a link is taken by `Result<> allow_link\(const Target &\) const`
// allow_link() returns whether the link is allowed.
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

// REFUSED configfs_make_not_const: make_item\(CStr name\) const
// mkdir may run while other tasks use the parent.
class Disk final : public configfs::Item<Disk> {};
class Disks final : Pinned {
public:
#ifdef FIXED
	Result<Box<Disk>> make_item(CStr) const
#else
	Result<Box<Disk>> make_item(CStr)
#endif
	{
		return make_box<Disk>(GFP_KERNEL);
	}
	Result<> init() { return subsystem_.publish("disks"); }

private:
	configfs::Subsystem<Disks> subsystem_{ this_is<&Disks::subsystem_> };
};
Result<> use(Disks &disks);
Result<> use(Disks &disks)
{
	return disks.init();
}

// REFUSED configfs_make_returns_value: what mkdir makes is returned by
// make_item() returns an owner of the new item, which configfs keeps.
class Disk final : public configfs::Item<Disk> {};
class Disks final : Pinned {
public:
#ifdef FIXED
	Result<Box<Disk>> make_item(CStr) const { return make_box<Disk>(GFP_KERNEL); }
#else
	Result<Disk *> make_item(CStr) const { return ENOMEM; }
#endif
	Result<> init() { return subsystem_.publish("disks"); }

private:
	configfs::Subsystem<Disks> subsystem_{ this_is<&Disks::subsystem_> };
};
Result<> use(Disks &disks);
Result<> use(Disks &disks)
{
	return disks.init();
}

// REFUSED configfs_no_item: what mkdir makes is derived from configfs::Item<T>
// An item contains the struct config_item that configfs needs.
#ifdef FIXED
class Disk final : public configfs::Item<Disk> {};
#else
class Disk final : Pinned {};
#endif
class Disks final : Pinned {
public:
	Result<Box<Disk>> make_item(CStr) const { return make_box<Disk>(GFP_KERNEL); }
	Result<> init() { return subsystem_.publish("disks"); }

private:
	configfs::Subsystem<Disks> subsystem_{ this_is<&Disks::subsystem_> };
};
Result<> use(Disks &disks);
Result<> use(Disks &disks)
{
	return disks.init();
}

// REFUSED configfs_not_last: declare the callback member last
// A member after the subsystem would be destroyed while mkdir can still be called.
class Disk final : public configfs::Item<Disk> {};
class Disks final : Pinned {
public:
	Result<Box<Disk>> make_item(CStr) const { return make_box<Disk>(GFP_KERNEL); }

private:
#ifdef FIXED
	Atomic<u64> made_;
#endif
	configfs::Subsystem<Disks> subsystem_{ this_is<&Disks::subsystem_> };
#ifndef FIXED
	Atomic<u64> made_;
#endif
};
void use();
void use()
{
	Disks disks;
}

// REFUSED configfs_private_make: the owner of a Subsystem has a public make_item
// mkdir needs a public function to call.
class Disk final : public configfs::Item<Disk> {};
class Disks final : Pinned {
public:
	Result<> init() { return subsystem_.publish("disks"); }
#ifndef FIXED
private:
#endif
	Result<Box<Disk>> make_item(CStr) const { return make_box<Disk>(GFP_KERNEL); }

private:
	configfs::Subsystem<Disks> subsystem_{ this_is<&Disks::subsystem_> };
};
Result<> use(Disks &disks);
Result<> use(Disks &disks)
{
	return disks.init();
}

// REFUSED configfs_make_group: .make_group. is a name of C: write make_item\(\)
// mkdir calls make_item(), whether that makes an item or a group.
class Disk final : public configfs::Item<Disk> {};
class Disks final : Pinned {
public:
	Result<Box<Disk>> make_item(CStr) const { return make_box<Disk>(GFP_KERNEL); }
#ifndef FIXED
	Result<Box<Disk>> make_group(CStr) const { return make_box<Disk>(GFP_KERNEL); }
#endif
	Result<> init() { return subsystem_.publish("disks"); }

private:
	configfs::Subsystem<Disks> subsystem_{ this_is<&Disks::subsystem_> };
};
Result<> use(Disks &disks);
Result<> use(Disks &disks)
{
	return disks.init();
}
