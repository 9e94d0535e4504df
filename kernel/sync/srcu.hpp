// SPDX-License-Identifier: GPL-2.0 OR MIT
//! A form of RCU whose readers may sleep.
//!
//! C: include/linux/srcu.h
//!
//! Readers and waiters belong to a domain, an Srcu: a wait for the readers of one domain does not
//! wait for those of other domains. An SrcuPtr is to a domain what an RcuPtr is to RCU.
#pragma once

#include <new>
#include <utility>

#include <helpers/rcupdate.hpp>
#include <linux/srcu.hpp>
#include <linux/srcutree.hpp>

#include <kernel/base/access_once.hpp>
#include <kernel/base/annotations.hpp>
#include <kernel/base/literal.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/share.hpp>
#include <kernel/memory/init.hpp>
#include <kernel/sync/lockdep.hpp>
#include <kernel/sync/rcu_ptr.hpp>

namespace kernel {

template <typename T, Literal name>
class SrcuPtr;

namespace detail {

template <Literal name>
struct SrcuDomain;

/// Waits for all pending callbacks of the domain, and for those that they queue; then cleans the
/// domain up.
void end_srcu(::srcu_struct *srcu, bool *asked_again) __sleeps;

} // namespace detail

/// A domain of readers that may sleep. It needs memory per CPU, so making one may fail: see
/// create().
///
/// Use RCU if readers do not sleep: it is cheaper, and needs no object. `name` is the lockdep
/// class; lockdep reports a wait for a domain's readers inside one of its sections as a deadlock.
/// An Srcu cannot be static; make it a member of the module's class.
///
/// Invariants:
/// - `raw_` is an initialised srcu_struct from construction to destruction.
///
/// Example:
///     Slot<Srcu<"example.srcu">> slot;
///     const auto &srcu = *TRY(slot.emplace(Srcu<"example.srcu">::create()));
///     {
///             auto reading = srcu.read(); // within, the task may sleep
///             auto nested = srcu.read();
///     }
///     srcu.synchronize();
template <Literal name>
class Srcu {
	using Class = LockClass<name, Srcu>;

	struct Initialiser {
		Result<> construct(unsafe_t, Srcu *place) &&
		{
			auto *made = ::new (static_cast<void *>(place)) Srcu;

			// If it fails, there is nothing to undo: the members need no destructor.
			return Result<>::from_c(::kxx_init_srcu_struct(&made->raw_, Class::name, &Class::key));
		}
	};

public:
	Srcu(const Srcu &) = delete;
	Srcu &operator=(const Srcu &) = delete;
	/// Makes an initialiser (kernel/memory/init.hpp) of a domain.
	///
	/// Errors: ENOMEM.
	/// Context: process; may sleep.
	static auto create() { return Initialiser{}; }

	/// Waits until the last object that the domain protects is destroyed.
	///
	/// Context: process; may sleep.
	~Srcu() { detail::end_srcu(&raw_, &asked_again_); }

	/// A read-side section; synchronize() waits until it is over.
	///
	/// Use it as a local variable, which is never moved or passed to another task.
	class [[nodiscard]] ReadGuard : Pinned, public TaskBound {
	public:
		~ReadGuard() __atomic { ::srcu_read_unlock(srcu_, section_); }

	private:
		friend Srcu;
		explicit ReadGuard(::srcu_struct *srcu) : srcu_(srcu), section_(::srcu_read_lock(srcu)) {}

		::srcu_struct *srcu_;
		int section_;
	};

	/// Begins a section. Context: any but NMI.
	ReadGuard read() const & __atomic __lifetimebound { return ReadGuard(&raw_); }
	ReadGuard read() const && = delete;

	/// Waits until every section of this domain that has already begun is over.
	///
	/// Context: process; may sleep. Not within a section of this domain.
	void synchronize() const __sleeps __waits_for_guards { ::synchronize_srcu(&raw_); }
	/// A faster synchronize(). Context: process; may sleep.
	void synchronize_expedited() const __sleeps __waits_for_guards { ::synchronize_srcu_expedited(&raw_); }
	/// Waits until every object of this domain that has already been dropped is destroyed.
	///
	/// Context: process; may sleep.
	void barrier() const __sleeps { ::srcu_barrier(&raw_); }

	/// The pointer that C functions take.
	::srcu_struct *as_raw() const __lifetimebound { return &raw_; }

private:
	template <Literal>
	friend struct detail::SrcuDomain;

	Srcu() {}

	/// Calls call_srcu() and, like detail::call_rcu(), remembers that a callback was queued.
	void call(::callback_head *head, ::rcu_callback_t function) const
	{
		::call_srcu(&raw_, head, function);
		if (!kernel::read_once(asked_again_))
			kernel::write_once(asked_again_, true);
	}

	mutable ::srcu_struct raw_;
	mutable bool asked_again_ = false;
};

namespace detail {

/// The domain of one Srcu's readers; the other kind of domain is RcuDomain.
template <Literal name>
struct SrcuDomain {
	using Section = int;

	const Srcu<name> *srcu;

	[[gnu::always_inline]] Section enter() const { return ::srcu_read_lock(&srcu->raw_); }
	[[gnu::always_inline]] void leave(Section section) const { ::srcu_read_unlock(&srcu->raw_, section); }
	void synchronize() const { srcu->synchronize(); }

	template <typename T>
	void retire(T *object) const
	{
		using Node = RcuNode<T>;

		srcu->call(&Node::of(object)->head, Node::destroy);
	}
};

} // namespace detail

/// Owns a T, or nothing, which readers find without waiting and may keep while they sleep.
///
/// It works like RcuPtr, except that reading needs the domain: read() begins a section and yields
/// the object in it. The domain must outlive the pointer.
///
/// Invariants:
/// - `object_` is null or in an RcuNode that only this pointer points to.
///
/// Example:
///     using Domain = Srcu<"example.srcu.ptr">;
///     struct State {
///             explicit State(const Domain &domain) : limit(domain) {}
///             SrcuPtr<u32, "example.srcu.ptr"> limit;
///     };
///     Slot<Domain> domain;
///     Mutex<State, "example.srcu.state"> state(*TRY(domain.emplace(Domain::create())));
///     state.lock()->limit.replace(TRY(make_rcu_box<u32>(GFP_KERNEL, 1u)));
///     {
///             auto limit = rcu::unlocked(state, &State::limit).read();
///             const u32 *most = limit.get();
///             TRY(test.require(most));
///             test.expect_eq(*most, 1u);
///     }
///     auto old = state.lock()->limit.take();
///     old.wait(); // no reader is left, the object is destroyed
template <typename T, Literal name>
class SrcuPtr : public detail::RcuCell<T, detail::SrcuDomain<name>> {
	using Domain = detail::SrcuDomain<name>;
	using Cell = detail::RcuCell<T, Domain>;

public:
	using ReadableWithoutLock = SrcuPtr;

	/// Starts with nothing.
	explicit SrcuPtr(const Srcu<name> &domain __lifetimebound) : Cell(Domain{ &domain }) {}
	/// Starts with `first`.
	SrcuPtr(const Srcu<name> &domain __lifetimebound, RcuBox<T> first) : Cell(Domain{ &domain }, std::move(first)) {}
	/// Lets the domain destroy the last object after a grace period. Context: any but NMI.
	~SrcuPtr() { this->retire(); }

	/// A section of the domain, and the object that was found in it.
	///
	/// Use it as a local variable, which is never moved or passed to another task.
	class [[nodiscard]] Reading : Pinned, public TaskBound {
	public:
		~Reading() { domain_.leave(section_); }

		/// The object, or null if there was none.
		__may_be_null const T *get() const & __lifetimebound { return object_; }
		const T *get() const && = delete;

	private:
		friend SrcuPtr;
		explicit Reading(const SrcuPtr &pointer)
			: domain_(pointer.domain()), section_(domain_.enter()),
			  object_(static_cast<const T *>(
				  ::kxx_srcu_dereference(pointer.place(), domain_.srcu->as_raw())))
		{
		}

		Domain domain_;
		int section_;
		const T *object_;
	};

	/// Begins a section and finds the object. Context: any but NMI.
	Reading read() const & __atomic __lifetimebound { return Reading(*this); }
	Reading read() const && = delete;
};

} // namespace kernel
