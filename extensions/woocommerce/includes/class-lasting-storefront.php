<?php
/**
 * The launcher and the scripts of the shop's pages.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Puts one deferred script into a page, and beside it what the script has to know.
 */
class Lasting_Storefront {
	const HANDLE = 'lasting';
	const ROWS   = 'lasting-rows';

	/**
	 * Whether something of ours is on this page that the script has to fill.
	 *
	 * @var bool
	 */
	private static $needed = false;

	/**
	 * Hooks.
	 */
	public function listen() {
		add_action( 'wp_enqueue_scripts', array( $this, 'register' ) );
		// Before the footer's scripts (20), which look for it.
		add_action( 'wp_footer', array( $this, 'draw' ), 5 );
		add_filter( 'woocommerce_login_redirect', array( $this, 'back' ) );
		add_filter( 'woocommerce_registration_redirect', array( $this, 'back' ) );
	}

	/**
	 * A block of ours is being drawn.
	 *
	 * @param string $kind Which: messages are lines only.
	 */
	public static function need( $kind ) {
		self::$needed = true;
		if ( ! wp_style_is( self::HANDLE, 'registered' ) ) {
			( new self() )->register();
		}
		wp_enqueue_style( in_array( $kind, array( 'product', 'cart', 'account' ), true ) ? self::HANDLE : self::ROWS );
	}

	/**
	 * Makes script and style known; what is on the page by its address alone gets its style in the head already.
	 */
	public function register() {
		if ( null === Lasting_Shop_Facts::get() ) {
			return;
		}
		$folder = 'build/storefront/';
		wp_register_script(
			self::HANDLE,
			plugins_url( $folder . 'lasting.js', LASTING_FILE ),
			array(),
			LASTING_VERSION,
			array(
				'strategy'  => 'defer',
				'in_footer' => true,
			)
		);
		wp_register_style( self::HANDLE, plugins_url( $folder . 'lasting-lines.css', LASTING_FILE ), array(), LASTING_VERSION );
		wp_register_style( self::ROWS, plugins_url( $folder . 'lasting-rows.css', LASTING_FILE ), array( self::HANDLE ), LASTING_VERSION );
		// Small enough for WordPress to write them into the page instead of a request.
		wp_style_add_data( self::HANDLE, 'path', plugin_dir_path( LASTING_FILE ) . $folder . 'lasting-lines.css' );
		wp_style_add_data( self::ROWS, 'path', plugin_dir_path( LASTING_FILE ) . $folder . 'lasting-rows.css' );
		if ( ( is_product() && Lasting_Shop_Facts::shows( 'product' ) ) || ( is_cart() && Lasting_Shop_Facts::shows( 'cart' ) ) ) {
			wp_enqueue_style( self::HANDLE );
		}
		if ( is_account_page() && is_wc_endpoint_url( Lasting_Rewards_Page::ENDPOINT ) ) {
			wp_enqueue_style( self::ROWS );
		}
	}

	/**
	 * Where the launcher is drawn: not where somebody pays, and not on the page that shows all of it.
	 *
	 * @return bool
	 */
	private static function has_launcher() {
		return Lasting_Shop_Facts::shows( 'widget' ) && ! is_checkout() && ! is_wc_endpoint_url( Lasting_Rewards_Page::ENDPOINT );
	}

	/**
	 * The launcher's place; where there is none, only what blocks need to know.
	 */
	public function draw() {
		if ( null === Lasting_Shop_Facts::get() ) {
			return;
		}
		$launcher = self::has_launcher();
		if ( ! $launcher && ! self::$needed ) {
			return;
		}
		wp_enqueue_script( self::HANDLE );
		printf( '<div id="%1$s" data-lasting="%2$s"></div>', $launcher ? 'lasting-root' : 'lasting-facts', esc_attr( (string) wp_json_encode( Lasting_Shop_Facts::for_script(), JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ) ) );
	}

	/**
	 * Who signed in because of points goes back to where they were.
	 *
	 * @param string $to Where WooCommerce would go: the page of the form, as it was opened.
	 * @return string WooCommerce itself sees to it that it is in this shop. A path stays one: that of a shop in a folder has the folder in it already.
	 */
	public function back( $to ) {
		$back = lasting_way_back( (string) $to );
		return null === $back ? $to : $back;
	}
}
