/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The operations, in the order of the table. An operation consists of a line here, cxx_NAME() in a
 * .cpp file, and c_NAME() in the _twin.c file beside it, which does the same.
 *
 *   OPERATION(NAME, HOW, title)
 *     IRQS_OFF      measured with interrupts off
 *     IRQS_ON       the operation may sleep, or switches interrupts on itself
 *     ROUND_TRIP    another task runs in between
 *   SETUP(AREA)     cxx_AREA_setup() and c_AREA_setup() run before, …_teardown() after all of them
 */

SETUP(alloc)
OPERATION(box, IRQS_OFF, "Box: make and drop")
OPERATION(vec_grow, IRQS_OFF, "Vec: 64 times push, from empty; drop")
OPERATION(vec_reserved, IRQS_OFF, "Vec: push into reserved room")

SETUP(arc)
OPERATION(arc, IRQS_OFF, "Arc: get and put")
OPERATION(arc_make, IRQS_OFF, "Arc: make and drop")

SETUP(kref)
OPERATION(kref, IRQS_OFF, "Ref of a Kref: get and put")

OPERATION(mutex, IRQS_ON, "Mutex: lock, add, unlock")
OPERATION(mutex_try, IRQS_ON, "Mutex: try to lock, add, unlock")
OPERATION(spinlock, IRQS_OFF, "SpinLock: lock, add, unlock")
OPERATION(spinlock_bh, IRQS_ON, "SpinLock: the same, bh")
OPERATION(spinlock_irq, IRQS_ON, "SpinLock: the same, irq")
OPERATION(spinlock_irqsave, IRQS_OFF, "SpinLock: the same, irqsave")
OPERATION(spinlock_try, IRQS_OFF, "SpinLock: try to lock, add, unlock")
OPERATION(raw_spinlock, IRQS_OFF, "RawSpinLock: lock, add, unlock")
OPERATION(raw_spinlock_irqsave, IRQS_OFF, "RawSpinLock: the same, irqsave")
OPERATION(rwlock_read, IRQS_OFF, "RwLock: read")
OPERATION(rwlock_write, IRQS_OFF, "RwLock: write")
OPERATION(rwlock_write_irqsave, IRQS_OFF, "RwLock: write, irqsave")
OPERATION(rwsem_read, IRQS_ON, "RwSemaphore: read")
OPERATION(rwsem_write, IRQS_ON, "RwSemaphore: write")
OPERATION(seqlock_read, IRQS_OFF, "SeqLock: copy")
OPERATION(seqlock_write, IRQS_OFF, "SeqLock: write")

OPERATION(completion, IRQS_OFF, "Completion: complete, try to wait")
OPERATION(completion_wait, IRQS_ON, "Completion: complete, wait")
OPERATION(wake_up, IRQS_OFF, "WaitQueue: wake up nobody")
OPERATION(wait_true, IRQS_ON, "WaitQueue: wait for what is so")

OPERATION(atomic_inc, IRQS_OFF, "Atomic: inc")
OPERATION(atomic_fetch_add, IRQS_OFF, "Atomic: fetch_add")
OPERATION(atomic_cmpxchg, IRQS_OFF, "Atomic: cmpxchg")
OPERATION(atomic_load_acquire, IRQS_OFF, "Atomic: load, acquire")
OPERATION(atomic_store_release, IRQS_OFF, "Atomic: store, release")
OPERATION(atomic64_fetch_add, IRQS_OFF, "Atomic: fetch_add of 64 bits, relaxed")
OPERATION(atomic_max, IRQS_OFF, "Atomic: raise to a maximum, try_cmpxchg")
OPERATION(refcount, IRQS_OFF, "Refcount: inc, dec_and_test")

SETUP(rcu)
OPERATION(rcu_read, IRQS_OFF, "RcuPtr: read")
OPERATION(rcu_replace, ROUND_TRIP, "RcuPtr: replace, free after the readers")

SETUP(work)
OPERATION(work, ROUND_TRIP, "Work: enqueue, wait")
OPERATION(work_item, ROUND_TRIP, "WorkItem: enqueue an Arc, wait")

SETUP(async)
OPERATION(async_switch, ROUND_TRIP, "Async: wake, resume, suspend")
OPERATION(async_spawn, ROUND_TRIP, "Async: spawn, join")

OPERATION(format, IRQS_OFF, "fmt: two numbers into a buffer")
OPERATION(format_hex, IRQS_OFF, "fmt: the same, in other forms")

OPERATION(static_key_off, IRQS_OFF, "StaticKey: unlikely, off")
OPERATION(static_key_on, IRQS_OFF, "StaticKey: likely, on")

SETUP(percpu)
OPERATION(percpu_add, IRQS_OFF, "PerCpu: add")
OPERATION(percpu_local, IRQS_ON, "PerCpu: add through a guard")

SETUP(timer)
OPERATION(timer, IRQS_OFF, "Timer: arm, cancel")
OPERATION(timer_move, IRQS_OFF, "Timer: arm again")
OPERATION(hrtimer, IRQS_OFF, "HrTimer: start, cancel")

SETUP(srcu)
OPERATION(srcu, IRQS_OFF, "Srcu: read section")

SETUP(containers)
OPERATION(list_rotate, IRQS_OFF, "List: take the first, put it last")
OPERATION(list_walk, IRQS_OFF, "List: walk over 100")
OPERATION(rbtree_find, IRQS_OFF, "RbTree: find one of 100")
OPERATION(rbtree_move, IRQS_OFF, "RbTree: find and erase, insert")
OPERATION(xarray_load, IRQS_OFF, "XArray: lock, load")
OPERATION(xarray_move, IRQS_OFF, "XArray: lock, erase, insert again")
OPERATION(hash_find, IRQS_OFF, "HashTable: find")
OPERATION(hash_move, IRQS_OFF, "HashTable: find and remove, insert")
OPERATION(kfifo, IRQS_OFF, "Kfifo: put, get")

OPERATION(seq_line, IRQS_OFF, "Seq: print a line")

SETUP(misc)
OPERATION(misc_read, IRQS_ON, "misc::Device: read 64 bytes")
OPERATION(misc_write, IRQS_ON, "misc::Device: write 64 bytes")
OPERATION(misc_ioctl_read, IRQS_ON, "misc::Device: ioctl, reads a u32")
OPERATION(misc_ioctl_both, IRQS_ON, "misc::Device: ioctl, writes and reads 16 bytes")

SETUP(net)
OPERATION(tcp_there, ROUND_TRIP, "TcpStream: write 64 bytes, read them at the other end")
OPERATION(tcp_echo, ROUND_TRIP, "async::Executor serves TCP: 64 bytes and back; C has a thread")
OPERATION(tcp_echo_local, ROUND_TRIP, "async::LocalExecutor serves TCP, likewise")
