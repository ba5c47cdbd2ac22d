<?php
/**
 * What the plugin uses of WooCommerce and of its Action Scheduler.
 *
 * @package Lasting
 */

if ( 'cli' !== PHP_SAPI ) {
	exit;
}

/**
 * A session: what was set in it.
 */
class Lasting_Fake_Session {
	public $kept        = array();
	public $has_cookie  = false;

	public function get( $name, $otherwise = null ) {
		return isset( $this->kept[ $name ] ) ? $this->kept[ $name ] : $otherwise;
	}

	public function set( $name, $value ) {
		$this->kept[ $name ] = $value;
	}

	public function set_customer_session_cookie( $set ) {
		$this->has_cookie = $set;
	}
}

class WooCommerce {
	public $session;
	public $cart = null;
	public $customer = null;

	public function __construct() {
		$this->session = new Lasting_Fake_Session();
	}
}

function WC() {
	return Lasting_Fake_Shop::$woocommerce;
}

class WC_Order {
	private $with;
	public $saved = 0;

	public function __construct( array $with ) {
		$this->with = $with + array( 'customer_id' => 0, 'meta' => array() );
	}

	public function get_id() {
		return $this->with['id'];
	}

	public function get_status() {
		return $this->with['status'];
	}

	public function get_customer_id() {
		return $this->with['customer_id'];
	}

	public function get_meta( $name ) {
		return isset( $this->with['meta'][ $name ] ) ? $this->with['meta'][ $name ] : '';
	}

	public function update_meta_data( $name, $value ) {
		$this->with['meta'][ $name ] = $value;
	}

	public function delete_meta_data( $name ) {
		unset( $this->with['meta'][ $name ] );
	}

	public function save() {
		$this->saved += 1;
	}

	public function save_meta_data() {
		$this->saved += 1;
	}
}

/** Has an id of the same kind as orders, and is none. */
class WC_Order_Refund {
}

function wc_get_order( $id ) {
	return isset( Lasting_Fake_Shop::$orders[ $id ] ) ? Lasting_Fake_Shop::$orders[ $id ] : false;
}

function wc_rand_hash() {
	return hash( 'sha1', (string) Lasting_Fake_Shop::next_id() );
}

function wc_api_hash( $text ) {
	return hash_hmac( 'sha256', $text, 'wc-api' );
}

class WC_Webhook {
	private $id     = 0;
	private $fields = array( 'status' => 'disabled', 'failure_count' => 0 );

	/** WooCommerce's own setters and getters, one for each field. */
	public function __call( $name, $arguments ) {
		if ( 1 !== preg_match( '/^(set|get)_(name|topic|user_id|delivery_url|secret|status|failure_count|api_version)$/', $name, $found ) ) {
			throw new LogicException( 'A webhook has no ' . $name );
		}
		if ( 'get' === $found[1] ) {
			return isset( $this->fields[ $found[2] ] ) ? $this->fields[ $found[2] ] : '';
		}
		$this->fields[ $found[2] ] = $arguments[0];
	}

	public function save() {
		$this->id                                = $this->id > 0 ? $this->id : Lasting_Fake_Shop::next_id();
		Lasting_Fake_Shop::$webhooks[ $this->id ] = $this;
		return $this->id;
	}

	public function delete( $force = false ) {
		unset( Lasting_Fake_Shop::$webhooks[ $this->id ] );
		return true;
	}
}

class WC_Data_Store {
	public static function load( $kind ) {
		return new self();
	}

	public function search_webhooks( array $arguments ) {
		return array_keys( Lasting_Fake_Shop::$webhooks );
	}
}

function wc_get_webhook( $id ) {
	return isset( Lasting_Fake_Shop::$webhooks[ $id ] ) ? Lasting_Fake_Shop::$webhooks[ $id ] : null;
}

class ActionScheduler_Store {
	const STATUS_PENDING = 'pending';
}

function as_enqueue_async_action( $hook, array $args = array(), $group = '' ) {
	Lasting_Fake_Shop::$waiting[] = array( 'hook' => $hook, 'args' => $args, 'group' => $group, 'at' => null );
	return count( Lasting_Fake_Shop::$waiting );
}

function as_schedule_single_action( $at, $hook, array $args = array(), $group = '', $unique = false ) {
	foreach ( Lasting_Fake_Shop::$waiting as $one ) {
		if ( $unique && $one['hook'] === $hook && $one['group'] === $group ) {
			return 0;
		}
	}
	Lasting_Fake_Shop::$waiting[] = compact( 'hook', 'args', 'group', 'at' );
	return count( Lasting_Fake_Shop::$waiting );
}

function as_schedule_recurring_action( $at, $every, $hook, array $args = array(), $group = '', $unique = false ) {
	return as_schedule_single_action( $at, $hook, $args, $group, $unique );
}

function as_unschedule_all_actions( $hook, array $args = array(), $group = '' ) {
	Lasting_Fake_Shop::$waiting = array_values(
		array_filter(
			Lasting_Fake_Shop::$waiting,
			static function ( $one ) use ( $hook, $args, $group ) {
				// As Action Scheduler does: all of a hook, or with a group, those that have exactly these arguments.
				$all = array() === $args && '' === $group;
				return $one['hook'] !== $hook || ( ! $all && ( $one['args'] !== $args || $one['group'] !== $group ) );
			}
		)
	);
}

function as_get_scheduled_actions( array $asked, $as ) {
	return array_keys(
		array_filter(
			Lasting_Fake_Shop::$waiting,
			static function ( $one ) use ( $asked ) {
				return $one['hook'] === $asked['hook'];
			}
		)
	);
}
