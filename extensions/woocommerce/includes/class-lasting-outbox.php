<?php
/**
 * "Order N changed", told to the server until it has kept it. Nothing of the order is in it: the server asks.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Notes on Action Scheduler, which WooCommerce brings: kept in the database, tried again, seen by the merchant under Scheduled Actions.
 */
class Lasting_Outbox {
	const HOOK  = 'lasting_note';
	const GROUP = 'lasting';
	const DEAD  = 'lasting_dead_notes';
	const LAST  = 'lasting_last_note';
	/** With the waits below about two days. */
	const TRIES_MAX  = 20;
	const FIRST_WAIT = 30;
	const WAIT_MAX   = 21600;

	/**
	 * Orders that changed while this request runs: told once each, at its end.
	 *
	 * @var array<int, true>
	 */
	private $changed = array();

	/**
	 * Hears of every change that an order can have. WooCommerce tells some of them to nobody else: a refund that is deleted, an order that is gone.
	 */
	public function listen() {
		foreach ( array( 'woocommerce_new_order', 'woocommerce_update_order', 'woocommerce_order_status_changed', 'woocommerce_order_refunded', 'woocommerce_trash_order', 'woocommerce_untrash_order', 'woocommerce_before_delete_order', 'woocommerce_delete_order' ) as $hook ) {
			add_action( $hook, array( $this, 'changed' ) );
		}
		add_action( 'woocommerce_refund_deleted', array( $this, 'refund_deleted' ), 10, 2 );
		add_action( 'shutdown', array( $this, 'keep' ) );
		add_action( self::HOOK, array( $this, 'send' ), 10, 3 );
	}

	/**
	 * An order is new, changed or gone.
	 *
	 * @param int $order_id Its id.
	 */
	public function changed( $order_id ) {
		$id = absint( $order_id );
		if ( $id > 0 ) {
			$this->changed[ $id ] = true;
		}
	}

	/**
	 * A refund was deleted; only a person in wp-admin causes this to be told.
	 *
	 * @param int $refund_id Not of interest.
	 * @param int $order_id  The order it was of.
	 */
	public function refund_deleted( $refund_id, $order_id ) {
		$this->changed( $order_id );
	}

	/**
	 * At the end of the request: one action for each order. Not as a unique one: an action that is just being sent may have been read before this change.
	 */
	public function keep() {
		if ( array() === $this->changed || null === Lasting_Connection::get() || ! function_exists( 'as_enqueue_async_action' ) ) {
			return;
		}
		foreach ( array_keys( $this->changed ) as $id ) {
			if ( $this->is_of_interest( $id ) ) {
				as_enqueue_async_action( self::HOOK, array( $id, wp_generate_uuid4(), 1 ), self::GROUP );
			}
		}
		$this->changed = array();
	}

	/**
	 * A checkout that somebody has open is no order yet; a refund has an id of the same kind. What is gone is told, whatever it was.
	 *
	 * @param int $id Of an order.
	 * @return bool
	 */
	private function is_of_interest( $id ) {
		$order = wc_get_order( $id );
		if ( ! $order ) {
			return true;
		}
		return $order instanceof WC_Order && 'checkout-draft' !== $order->get_status();
	}

	/**
	 * Sends one note, or tries again later.
	 *
	 * @param int    $order_id Of the order.
	 * @param string $name     Names the note: sent twice, it is one.
	 * @param int    $tried    Which try this is.
	 */
	public function send( $order_id, $name, $tried ) {
		$connection = Lasting_Connection::get();
		if ( null === $connection ) {
			return;
		}
		$sent = Lasting_Server::note(
			$connection,
			array(
				'order' => (int) $order_id,
				'n'     => (string) $name,
			)
		);
		if ( true === $sent ) {
			update_option( self::LAST, time(), false );
			return;
		}
		if ( $tried >= self::TRIES_MAX ) {
			$dead              = (array) get_option( self::DEAD, array() );
			$dead[ $order_id ] = time();
			update_option( self::DEAD, array_slice( $dead, -500, null, true ), false );
			return;
		}
		as_schedule_single_action( time() + self::wait( $tried ), self::HOOK, array( (int) $order_id, (string) $name, $tried + 1 ), self::GROUP );
	}

	/**
	 * How long to wait after a try that failed.
	 *
	 * @param int $tried Which try it was, from 1.
	 * @return int Seconds.
	 */
	public static function wait( $tried ) {
		return (int) min( self::WAIT_MAX, self::FIRST_WAIT * pow( 2, max( 0, $tried - 1 ) ) );
	}

	/**
	 * Orders of which the server could not be told for two days: told once more.
	 *
	 * @return int How many.
	 */
	public static function send_again() {
		$dead = array_keys( (array) get_option( self::DEAD, array() ) );
		foreach ( $dead as $id ) {
			as_enqueue_async_action( self::HOOK, array( (int) $id, wp_generate_uuid4(), 1 ), self::GROUP );
		}
		delete_option( self::DEAD );
		return count( $dead );
	}

	/**
	 * The plugin is switched off: what waits stays nowhere. The server finds it by asking.
	 */
	public static function unschedule() {
		if ( function_exists( 'as_unschedule_all_actions' ) ) {
			// With a group, only those without arguments would go.
			as_unschedule_all_actions( self::HOOK );
		}
	}
}
