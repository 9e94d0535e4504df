// SPDX-License-Identifier: GPL-2.0 OR MIT
//! RCU whose readers may sleep.
//!
//! C: include/linux/srcu.h
//!
//! Readers and waiters belong to a domain, an Srcu: who waits for its readers does not wait for
//! those of others. An SrcuPtr is to a domain what an RcuPtr is to RCU.
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

/// Waits for all calls that the domain owes, and those that they ask for; then takes it apart.
void end_srcu(::srcu_struct *srcu, bool *asked_again) __sleeps;

} // namespace detail

/// A domain of readers that may sleep. Needs memory per CPU, so making one may fail: see create().
///
/// Use RCU where readers do not sleep: it is cheaper, and needs no object. `name` is its class for
/// lockdep, which knows that waiting for a domain's readers within one is a deadlock. A static Srcu
/// cannot be; make it a member of the module's class.
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

			// When it fails there is nothing to undo: the members need no destructor.
			return Result<>::from_c(
				::kxx_init_srcu_struct(&made->raw_, Class::name, &Class::key));
		}
	};

public:
	Srcu(const Srcu &) = delete;
	Srcu &operator=(const Srcu &) = delete;
	/// An initialiser (kernel/memory/init.hpp) of a domain.
	///
	/// Errors: ENOMEM.
	/// Context: process; may sleep.
	static auto create() { return Initialiser{}; }

	/// Waits until the last object that the domain protects is destroyed.
	///
	/// Context: process; may sleep.
	~Srcu() { detail::end_srcu(&raw_, &asked_again_); }

	/// A read-side section: who waits for the domain's readers waits for it.
	///
	/// A local variable, never moved or handed to another task.
	class [[nodiscard]] ReadGuard : Pinned, public TaskBound {
	public:
		~ReadGuard() { ::srcu_read_unlock(srcu_, section_); }

	private:
		friend Srcu;
		explicit ReadGuard(::srcu_struct *srcu)
			: srcu_(srcu), section_(::srcu_read_lock(srcu))
		{
		}

		::srcu_struct *srcu_;
		int section_;
	};

	/// Begins a section. Context: any but NMI.
	ReadGuard read() const & __atomic __lifetimebound { return ReadGuard(&raw_); }
	ReadGuard read() const && = delete;

	/// Waits until every section of this domain that has begun by now is over.
	///
	/// Context: process; may sleep. Not within a section of this domain.
	void synchronize() const __sleeps { ::synchronize_srcu(&raw_); }
	/// synchronize() in a hurry. Context: process; may sleep.
	void synchronize_expedited() const __sleeps { ::synchronize_srcu_expedited(&raw_); }
	/// Waits until every object of this domain that was let go by now is destroyed.
	///
	/// Context: process; may sleep.
	void barrier() const __sleeps { ::srcu_barrier(&raw_); }

	/// What C functions take.
	::srcu_struct *as_raw() const __lifetimebound { return &raw_; }

private:
	template <Literal>
	friend struct detail::SrcuDomain;

	Srcu() {}

	/// call_srcu(); as detail::call_rcu() does, remembers that it was asked.
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

/// Waits for readers as one Srcu does; the other one is RcuDomain.
template <Literal name>
struct SrcuDomain {
	using Section = int;

	const Srcu<name> *srcu;

	[[gnu::always_inline]] Section enter() const { return ::srcu_read_lock(&srcu->raw_); }
	[[gnu::always_inline]] void leave(Section section) const
	{
		::srcu_read_unlock(&srcu->raw_, section);
	}
	void synchronize() const { srcu->synchronize(); }

	template <typename T>
	void retire(T *object) const
	{
		using Node = RcuNode<T>;

		srcu->call(&Node::of(object)->head, Node::destroy);
	}
};

} // namespace detail

/// Owns a T, or nothing, that readers find without waiting, and may keep while they sleep.
///
/// All is as with RcuPtr, but that reading needs the domain: read() begins a section and yields
/// the object within. The domain must outlive the pointer.
///
/// Invariants:
/// - `object_` is null or in an RcuNode that only this pointer leads to.
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
///             TRY(test.require(limit.get()));
///             test.expect_eq(*limit.get(), 1u);
///     }
///     auto old = state.lock()->limit.take();
///     old.wait(); // no reader is left, the object is destroyed
template <typename T, Literal name>
class SrcuPtr : public detail::RcuCell<T, detail::SrcuDomain<name>> {
	using Domain = detail::SrcuDomain<name>;
	using Cell = detail::RcuCell<T, Domain>;

public:
	using ReadableWithoutLock = SrcuPtr;

	/// Nothing.
	explicit SrcuPtr(const Srcu<name> &domain __lifetimebound) : Cell(Domain{ &domain }) {}
	/// `first`.
	SrcuPtr(const Srcu<name> &domain __lifetimebound, RcuBox<T> first)
		: Cell(Domain{ &domain }, std::move(first))
	{
	}
	/// Has the last object destroyed after a grace period. Context: any but NMI.
	~SrcuPtr() { this->retire(); }

	/// A section of the domain, and the object that was found in it.
	///
	/// A local variable, never moved or handed to another task.
	class [[nodiscard]] Reading : Pinned, public TaskBound {
	public:
		~Reading() { domain_.leave(section_); }

		/// The object, or null when there was none.
		const T *get() const & __lifetimebound { return object_; }
		const T *get() const && = delete;

	private:
		friend SrcuPtr;
		explicit Reading(const SrcuPtr &pointer)
			: domain_(pointer.domain()), section_(domain_.enter()),
			  object_(static_cast<const T *>(::kxx_srcu_dereference(
				  pointer.place(), domain_.srcu->as_raw())))
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
