<?php
/**
 * A shop's memory: options, orders, webhooks, what waits, what was sent.
 *
 * @package Lasting
 */

if ( 'cli' !== PHP_SAPI ) {
	exit;
}

/**
 * The request ends here: wp_send_json, a redirect, wp_die.
 */
class Lasting_Fake_End extends Exception {
	/** @var mixed What was answered. */
	public $said;
	/** @var int The status. */
	public $status;

	public function __construct( $said, $status ) {
		parent::__construct( 'The request ended with ' . $status );
		$this->said   = $said;
		$this->status = $status;
	}
}

/**
 * Everything that the fakes remember.
 */
class Lasting_Fake_Shop {
	/** @var array Options by name. */
	public static $options;
	/** @var array Options that no page loads by itself. */
	public static $not_loaded;
	/** @var array Transients by name. */
	public static $transients;
	/** @var array Hooks that were listened to: name, callback, priority, arguments. */
	public static $hooks;
	/** @var array Filters that give a value, by name. */
	public static $filters;
	/** @var array Actions that wait: hook, args, group, at (null: at once). */
	public static $waiting;
	/** @var array Orders by id. */
	public static $orders;
	/** @var WC_Webhook[] Webhooks by id. */
	public static $webhooks;
	/** @var array Requests that were made: url and what was given with them. */
	public static $sent;
	/** @var array Answers to come: arrays with code and body, or WP_Error. */
	public static $answers;
	/** @var int Who is signed in. */
	public static $user;
	/** @var array Capabilities of who is signed in. */
	public static $may;
	/** @var array Notices to the shopper. */
	public static $notices;
	/** @var array Query variables of the page. */
	public static $query;
	/** @var WooCommerce|null The shop itself. */
	public static $woocommerce;
	/** @var int The next id. */
	private static $last_id;

	/**
	 * An empty shop.
	 */
	public static function open() {
		self::$options     = array();
		self::$not_loaded  = array();
		self::$transients  = array();
		self::$hooks       = array();
		self::$filters     = array();
		self::$waiting     = array();
		self::$orders      = array();
		self::$webhooks    = array();
		self::$sent        = array();
		self::$answers     = array();
		self::$user        = 0;
		self::$may         = array();
		self::$notices     = array();
		self::$query       = array();
		self::$last_id     = 100;
		self::$woocommerce = new WooCommerce();
		$GLOBALS['wpdb']   = new Lasting_Fake_Database();
		$_GET              = array();
		$_POST             = array();
		$_COOKIE           = array();
		unset( $_SERVER['REQUEST_METHOD'], $_SERVER['HTTP_SEC_FETCH_SITE'], $_SERVER['HTTP_ORIGIN'], $_SERVER['HTTP_X_REQUESTED_WITH'] );
	}

	public static function next_id() {
		self::$last_id += 1;
		return self::$last_id;
	}

	/**
	 * The server will answer so, after what it was told to answer before.
	 */
	public static function server_answers( $code, $body ) {
		self::$answers[] = array(
			'code' => $code,
			'body' => is_string( $body ) ? $body : json_encode( $body ),
		);
	}

	public static function server_is_silent() {
		self::$answers[] = new WP_Error( 'http_request_failed', 'cURL error 28: timed out' );
	}

	/**
	 * An order of this shop.
	 */
	public static function order( $id, $status = 'processing', array $more = array() ) {
		self::$orders[ $id ] = new WC_Order( array( 'id' => $id, 'status' => $status ) + $more );
		return self::$orders[ $id ];
	}

	/**
	 * Does what listens to a hook, as WordPress would.
	 */
	public static function happens( $hook, ...$with ) {
		foreach ( self::$hooks as $one ) {
			if ( $one['hook'] === $hook ) {
				call_user_func_array( $one['callback'], array_slice( $with, 0, $one['arguments'] ) );
			}
		}
	}
}
