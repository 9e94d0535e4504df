/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Prototypes of macros, grouped by the header that defines them. If a name is a function in a
 * kernel, its own declaration counts and the line here has no effect; if a kernel lacks it, the
 * report says so. Write types without __user and similar words, and comments on their own lines.
 * "// through HEADER" after an #include names the header that the C side includes, if the header
 * alone does not declare everything that its macros use.
 */

#include <linux/slab.h>
void *kmalloc(size_t size, gfp_t flags);
void *kzalloc(size_t size, gfp_t flags);
void *kmalloc_node(size_t size, gfp_t flags, int node);
void *kzalloc_node(size_t size, gfp_t flags, int node);
void *kmalloc_array(size_t n, size_t size, gfp_t flags);
void *kcalloc(size_t n, size_t size, gfp_t flags);
void *krealloc(const void *p, size_t new_size, gfp_t flags);
void *krealloc_array(void *p, size_t n, size_t size, gfp_t flags);
void *kvmalloc(size_t size, gfp_t flags);
void *kvzalloc(size_t size, gfp_t flags);
void *kvmalloc_node(size_t size, gfp_t flags, int node);
void *kvzalloc_node(size_t size, gfp_t flags, int node);
void *kvmalloc_array(size_t n, size_t size, gfp_t flags);
void *kvcalloc(size_t n, size_t size, gfp_t flags);
void *kmem_cache_alloc(struct kmem_cache *cache, gfp_t flags);
void *kmem_cache_zalloc(struct kmem_cache *cache, gfp_t flags);
void *kmem_cache_alloc_node(struct kmem_cache *cache, gfp_t flags, int node);
int kmem_cache_alloc_bulk(struct kmem_cache *cache, gfp_t flags, size_t size, void **p);

#include <linux/vmalloc.h>
void *vmalloc(unsigned long size);
void *vzalloc(unsigned long size);
void *vmalloc_user(unsigned long size);
void *vmalloc_node(unsigned long size, int node);
void *vzalloc_node(unsigned long size, int node);
void *__vmalloc(unsigned long size, gfp_t flags);

#include <linux/gfp.h>
struct page *alloc_pages(gfp_t gfp, unsigned int order);
struct page *alloc_pages_node(int node, gfp_t gfp, unsigned int order);
struct page *alloc_page(gfp_t gfp);
unsigned long __get_free_pages(gfp_t gfp, unsigned int order);
unsigned long __get_free_page(gfp_t gfp);
unsigned long get_zeroed_page(gfp_t gfp);
void __free_page(struct page *page);
void free_page(unsigned long address);
void *alloc_pages_exact(size_t size, gfp_t gfp);
struct folio *folio_alloc(gfp_t gfp, unsigned int order);

#include <linux/mm.h>
void *page_address(const struct page *page);
struct page *virt_to_page(const void *address);
struct page *vmalloc_to_page(const void *address);
unsigned long page_to_pfn(const struct page *page);
struct page *pfn_to_page(unsigned long pfn);
phys_addr_t page_to_phys(const struct page *page);
struct folio *page_folio(struct page *page);
unsigned long offset_in_page(const void *p);
unsigned long PAGE_ALIGN(unsigned long address);

#include <linux/percpu.h>
void *__alloc_percpu_gfp(size_t size, size_t align, gfp_t gfp);
void *__alloc_percpu(size_t size, size_t align);

#include <linux/mempool.h>
mempool_t *mempool_create_kmalloc_pool(int min_nr, size_t size);
mempool_t *mempool_create_slab_pool(int min_nr, struct kmem_cache *cache);
mempool_t *mempool_create(int min_nr, mempool_alloc_t *alloc, mempool_free_t *free, void *data);
void *mempool_alloc(mempool_t *pool, gfp_t gfp);

#include <linux/string.h>
char *kstrdup(const char *s, gfp_t gfp);
char *kstrndup(const char *s, size_t len, gfp_t gfp);
void *kmemdup(const void *src, size_t len, gfp_t gfp);
void *kmemdup_array(const void *src, size_t element_size, size_t count, gfp_t gfp);

#include <linux/sched.h>
void set_current_state(unsigned int state);
void __set_current_state(unsigned int state);
unsigned int get_current_state(void);
bool task_is_running(struct task_struct *task);

#include <linux/kernel.h>
void might_fault(void);

#include <linux/preempt.h>
void preempt_disable(void);
void preempt_enable(void);
void preempt_disable_notrace(void);
void preempt_enable_notrace(void);
int preempt_count(void);
bool in_task(void);
bool in_interrupt(void);
bool in_irq(void);
bool in_hardirq(void);
bool in_softirq(void);
bool in_nmi(void);
bool in_atomic(void);
bool irqs_disabled(void);
bool preemptible(void);

#include <linux/irqflags.h>
void local_irq_disable(void);
void local_irq_enable(void);
void local_irq_restore(unsigned long flags);

#include <linux/smp.h>
unsigned int smp_processor_id(void);
unsigned int raw_smp_processor_id(void);
int get_cpu(void);
void put_cpu(void);
int num_online_cpus(void);
int num_possible_cpus(void);

#include <linux/cpumask.h>
bool cpu_online(unsigned int cpu);
bool cpu_possible(unsigned int cpu);
bool cpu_present(unsigned int cpu);
unsigned int cpumask_next(int n, const struct cpumask *mask);
unsigned int cpumask_first(const struct cpumask *mask);

#include <asm/barrier.h>
void barrier(void);
void mb(void);
void rmb(void);
void wmb(void);
void smp_mb(void);
void smp_rmb(void);
void smp_wmb(void);
void smp_mb__before_atomic(void);
void smp_mb__after_atomic(void);
void smp_mb__after_spinlock(void);
void dma_rmb(void);
void dma_wmb(void);
void dma_mb(void);

#include <linux/spinlock.h>
void spin_lock_nested(spinlock_t *lock, int subclass);
void assert_spin_locked(spinlock_t *lock);
int spin_is_locked(spinlock_t *lock);
int spin_is_contended(spinlock_t *lock);
void assert_raw_spin_locked(raw_spinlock_t *lock);
void raw_spin_lock(raw_spinlock_t *lock);
void raw_spin_unlock(raw_spinlock_t *lock);
int raw_spin_trylock(raw_spinlock_t *lock);
void raw_spin_lock_irq(raw_spinlock_t *lock);
void raw_spin_unlock_irq(raw_spinlock_t *lock);
void raw_spin_lock_bh(raw_spinlock_t *lock);
void raw_spin_unlock_bh(raw_spinlock_t *lock);
int raw_spin_trylock_bh(raw_spinlock_t *lock);
int raw_spin_trylock_irq(raw_spinlock_t *lock);
void raw_spin_unlock_irqrestore(raw_spinlock_t *lock, unsigned long flags);

#include <linux/rwlock.h>
void read_lock(rwlock_t *lock);
void read_unlock(rwlock_t *lock);
int read_trylock(rwlock_t *lock);
void read_lock_irq(rwlock_t *lock);
void read_unlock_irq(rwlock_t *lock);
void read_lock_bh(rwlock_t *lock);
void read_unlock_bh(rwlock_t *lock);
void read_unlock_irqrestore(rwlock_t *lock, unsigned long flags);
void write_lock(rwlock_t *lock);
void write_unlock(rwlock_t *lock);
int write_trylock(rwlock_t *lock);
void write_lock_irq(rwlock_t *lock);
void write_unlock_irq(rwlock_t *lock);
void write_lock_bh(rwlock_t *lock);
void write_unlock_bh(rwlock_t *lock);
void write_unlock_irqrestore(rwlock_t *lock, unsigned long flags);

#include <linux/mutex.h>
void mutex_lock(struct mutex *lock);
int mutex_lock_interruptible(struct mutex *lock);
int mutex_lock_killable(struct mutex *lock);
void mutex_lock_io(struct mutex *lock);
void mutex_lock_nested(struct mutex *lock, unsigned int subclass);
int mutex_lock_interruptible_nested(struct mutex *lock, unsigned int subclass);

#include <linux/rwsem.h>
void down_read_nested(struct rw_semaphore *sem, int subclass);
void down_write_nested(struct rw_semaphore *sem, int subclass);

#include <linux/lockdep.h>
void lockdep_assert_held(const struct mutex *lock);

#include <linux/wait.h> // through helpers/wait.h
void wake_up(struct wait_queue_head *queue);
void wake_up_nr(struct wait_queue_head *queue, int nr);
void wake_up_all(struct wait_queue_head *queue);
void wake_up_interruptible(struct wait_queue_head *queue);
void wake_up_interruptible_nr(struct wait_queue_head *queue, int nr);
void wake_up_interruptible_all(struct wait_queue_head *queue);
void wake_up_interruptible_sync(struct wait_queue_head *queue);
void wake_up_locked(struct wait_queue_head *queue);
void init_wait(struct wait_queue_entry *entry);
void wake_up_poll(struct wait_queue_head *queue, unsigned int mask);
void wake_up_interruptible_poll(struct wait_queue_head *queue, unsigned int mask);

#include <linux/srcu.h>
void cleanup_srcu_struct(struct srcu_struct *srcu);

#include <linux/workqueue.h>
bool work_pending(struct work_struct *work);
bool delayed_work_pending(struct delayed_work *work);
void flush_scheduled_work(void);
struct workqueue_struct *create_workqueue(const char *name);
struct workqueue_struct *create_singlethread_workqueue(const char *name);

#include <linux/timer.h>
int del_timer_sync(struct timer_list *timer);
int del_timer(struct timer_list *timer);

#include <linux/jiffies.h>
bool time_after(unsigned long a, unsigned long b);
bool time_before(unsigned long a, unsigned long b);
bool time_after_eq(unsigned long a, unsigned long b);
bool time_before_eq(unsigned long a, unsigned long b);
bool time_is_after_jiffies(unsigned long a);
bool time_is_before_jiffies(unsigned long a);
bool time_in_range(unsigned long a, unsigned long b, unsigned long c);

#include <linux/delay.h>
void udelay(unsigned long usecs);
void ndelay(unsigned long nsecs);
void mdelay(unsigned long msecs);

#include <linux/completion.h>
void init_completion(struct completion *x);

#include <linux/sched/signal.h>
bool thread_group_empty(struct task_struct *task);

#include <linux/cred.h>
const struct cred *current_cred(void);
kuid_t current_uid(void);
kgid_t current_gid(void);
kuid_t current_euid(void);
kgid_t current_egid(void);
struct user_struct *current_user(void);
struct user_namespace *current_user_ns(void);

#include <linux/module.h>
struct module *THIS_MODULE(void);

#include <linux/fs.h>
bool S_ISDIR(umode_t mode);
bool S_ISREG(umode_t mode);
bool S_ISLNK(umode_t mode);
bool S_ISBLK(umode_t mode);
bool S_ISCHR(umode_t mode);
const struct file_operations *fops_get(const struct file_operations *fops);
void fops_put(const struct file_operations *fops);

#include <linux/debugfs.h>
struct dentry *debugfs_create_file(const char *name, umode_t mode, struct dentry *parent, void *data, const struct file_operations *fops);

#include <linux/device.h>
struct device *kobj_to_dev(struct kobject *kobj);

#include <linux/platform_device.h>
int platform_driver_register(struct platform_driver *driver);
struct platform_device *to_platform_device(struct device *dev);
struct platform_driver *to_platform_driver(struct device_driver *driver);

#include <linux/i2c.h>
int i2c_add_driver(struct i2c_driver *driver);
struct i2c_client *to_i2c_client(struct device *dev);

#include <linux/pci.h>
int pci_register_driver(struct pci_driver *driver);
struct pci_dev *to_pci_dev(struct device *dev);
resource_size_t pci_resource_start(struct pci_dev *dev, int bar);
resource_size_t pci_resource_end(struct pci_dev *dev, int bar);
resource_size_t pci_resource_len(struct pci_dev *dev, int bar);
unsigned long pci_resource_flags(struct pci_dev *dev, int bar);

#include <linux/usb.h>
int usb_register(struct usb_driver *driver);
struct usb_interface *to_usb_interface(struct device *dev);
struct usb_device *to_usb_device(struct device *dev);

#include <linux/hid.h>
int hid_register_driver(struct hid_driver *driver);
struct hid_device *to_hid_device(struct device *dev);

#include <linux/phy.h>
struct phy_device *to_phy_device(const struct device *dev);

#include <linux/regmap.h>
struct regmap *regmap_init_i2c(struct i2c_client *i2c, const struct regmap_config *config);
struct regmap *devm_regmap_init_i2c(struct i2c_client *i2c, const struct regmap_config *config);
struct regmap *devm_regmap_init_spi(struct spi_device *spi, const struct regmap_config *config);
struct regmap *devm_regmap_init_mmio(struct device *dev, void *regs, const struct regmap_config *config);

#include <linux/dma-mapping.h>
dma_addr_t dma_map_single(struct device *dev, void *ptr, size_t size, enum dma_data_direction dir);
void dma_unmap_single(struct device *dev, dma_addr_t addr, size_t size, enum dma_data_direction dir);
dma_addr_t dma_map_page(struct device *dev, struct page *page, size_t offset, size_t size, enum dma_data_direction dir);
void dma_unmap_page(struct device *dev, dma_addr_t addr, size_t size, enum dma_data_direction dir);
int dma_map_sg(struct device *dev, struct scatterlist *sg, int nents, enum dma_data_direction dir);
void dma_unmap_sg(struct device *dev, struct scatterlist *sg, int nents, enum dma_data_direction dir);

#include <linux/io.h>
u8 ioread8(const void *addr);
u64 ioread64(const void *addr);
void iowrite64(u64 value, void *addr);
u64 readq(const void *addr);
void writeq(u64 value, void *addr);
u64 readq_relaxed(const void *addr);
void writeq_relaxed(u64 value, void *addr);

#include <linux/blk-mq.h>
int rq_data_dir(const struct request *rq);

#include <linux/bio.h>
int bio_data_dir(struct bio *bio);

#include <linux/netdevice.h>
struct net_device *alloc_netdev(int priv, const char *name, unsigned char assign, void (*setup)(struct net_device *));

#include <linux/etherdevice.h>
struct net_device *alloc_etherdev(int priv);
struct net_device *alloc_etherdev_mq(int priv, unsigned int count);
struct net_device *devm_alloc_etherdev(struct device *dev, int priv);

#include <linux/bug.h>
bool WARN_ON(bool condition);
bool WARN_ON_ONCE(bool condition);
void BUG(void);

#include <linux/printk.h>
bool printk_ratelimit(void);

#include <linux/uidgid.h>
kuid_t GLOBAL_ROOT_UID(void);
kgid_t GLOBAL_ROOT_GID(void);

#include <asm/pgtable_types.h> // through linux/mm.h
pgprot_t PAGE_KERNEL(void);
pgprot_t PAGE_KERNEL_EXEC(void);

#include <linux/skbuff.h>
unsigned int NET_SKB_PAD(void);

#include <linux/bitops.h>
void __set_bit(unsigned long nr, volatile unsigned long *addr);
void __clear_bit(unsigned long nr, volatile unsigned long *addr);
void __change_bit(unsigned long nr, volatile unsigned long *addr);
bool __test_and_set_bit(unsigned long nr, volatile unsigned long *addr);
bool __test_and_clear_bit(unsigned long nr, volatile unsigned long *addr);
bool test_bit(unsigned long nr, const volatile unsigned long *addr);
bool test_bit_acquire(unsigned long nr, const volatile unsigned long *addr);
unsigned int hweight8(unsigned int value);
unsigned int hweight16(unsigned int value);
unsigned int hweight32(unsigned int value);
unsigned int hweight64(u64 value);

#include <linux/log2.h>
int ilog2(unsigned long value);
unsigned long roundup_pow_of_two(unsigned long value);
unsigned long rounddown_pow_of_two(unsigned long value);
int order_base_2(unsigned long value);

#include <linux/bitmap.h>
unsigned long find_next_bit_wrap(const unsigned long *addr, unsigned long size, unsigned long at);

#include <linux/xarray.h>
void xa_lock(struct xarray *xa);
void xa_unlock(struct xarray *xa);
int xa_trylock(struct xarray *xa);
void xa_lock_irq(struct xarray *xa);
void xa_unlock_irq(struct xarray *xa);
void xa_lock_bh(struct xarray *xa);
void xa_unlock_bh(struct xarray *xa);
void xa_unlock_irqrestore(struct xarray *xa, unsigned long flags);

#include <linux/idr.h>
void idr_lock(struct idr *idr);
void idr_unlock(struct idr *idr);

#include <linux/maple_tree.h>
void mtree_lock(struct maple_tree *tree);
void mtree_unlock(struct maple_tree *tree);
void mas_lock(struct ma_state *state);
void mas_unlock(struct ma_state *state);

#include <linux/kdev_t.h>
unsigned int MAJOR(dev_t dev);
unsigned int MINOR(dev_t dev);
dev_t MKDEV(unsigned int major, unsigned int minor);

#include <asm/page.h> // through linux/mm.h
unsigned long __pa(const void *address);
void *__va(unsigned long address);
bool virt_addr_valid(const void *address);

#include <linux/percpu-defs.h> // through linux/percpu.h
void *per_cpu_ptr(void *pointer, int cpu);
void *this_cpu_ptr(void *pointer);
void *raw_cpu_ptr(void *pointer);
void *get_cpu_ptr(void *pointer);
void put_cpu_ptr(void *pointer);

#include <linux/jump_label.h>
bool static_key_enabled(struct static_key *key);

#include <linux/rcupdate.h>
bool rcu_read_lock_held(void);

#include <linux/lockdep.h>
void lockdep_assert_irqs_enabled(void);
void lockdep_assert_irqs_disabled(void);
void lockdep_assert_preemption_disabled(void);
void lockdep_off(void);
void lockdep_on(void);

#include <linux/ktime.h>
ktime_t ktime_sub(ktime_t a, ktime_t b);
ktime_t ktime_add(ktime_t a, ktime_t b);
ktime_t ktime_add_ns(ktime_t a, u64 ns);
ktime_t ktime_sub_ns(ktime_t a, u64 ns);

#include <linux/page-flags.h>
int PageCompound(const struct page *page);
struct page *compound_head(const struct page *page);

#include <linux/fs.h>
bool IS_RDONLY(struct inode *inode);

#include <linux/minmax.h>
bool in_range(u64 value, u64 start, u64 length);
