<?php
/**
 * The merchant's screens inside wp-admin: which scripts they need, and the tokens they ask our server with.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Puts the screens on the plugin's page and signs for whoever looks at them. The secret never reaches the browser.
 */
class Lasting_Admin_App {
	const HANDLE = 'lasting-admin';
	const REST   = 'lasting/v1';
	const ROUTE  = '/staff-token';
	const GOOD   = 300;

	/**
	 * Hooks.
	 */
	public function listen() {
		add_action( 'rest_api_init', array( $this, 'routes' ) );
		add_action( 'admin_enqueue_scripts', array( $this, 'enqueue' ) );
	}

	/**
	 * One route. WordPress itself asks for the nonce of who is logged in: a cookie alone counts as nobody.
	 */
	public function routes() {
		register_rest_route(
			self::REST,
			self::ROUTE,
			array(
				'methods'             => 'POST',
				'callback'            => array( $this, 'sign' ),
				'permission_callback' => static function () {
					return current_user_can( Lasting_Admin_Page::CAP );
				},
			)
		);
	}

	/**
	 * A token for the person who asks. The server decides what they may do; who administers the site owns its store.
	 *
	 * @return WP_REST_Response|WP_Error
	 */
	public function sign() {
		$connection = Lasting_Connection::get();
		if ( null === $connection ) {
			return new WP_Error( 'lasting_not_connected', __( 'This shop is not connected.', 'lasting-loyalty' ), array( 'status' => 409 ) );
		}
		$user   = wp_get_current_user();
		$claims = array(
			'sub'  => 'wp:' . $user->ID,
			'name' => mb_substr( $user->display_name, 0, 200 ),
			'own'  => current_user_can( 'manage_options' ),
			'lang' => substr( get_user_locale( $user ), 0, 20 ),
		);
		$answer = new WP_REST_Response(
			array(
				'token'   => lasting_token( $connection, 'staff', $claims, time() ),
				'seconds' => self::GOOD,
			)
		);
		$answer->header( 'Cache-Control', 'no-store' );
		// Somebody is at the screens, where colours and words of the shop's pages can be changed.
		Lasting_Look::look_soon();
		return $answer;
	}

	/**
	 * Only on the plugin's own page, and only once the shop is connected.
	 *
	 * @param string $hook Of the page that is shown.
	 */
	public function enqueue( $hook ) {
		$connection = Lasting_Connection::get();
		if ( Lasting_Admin_Page::hook() !== $hook || ! Lasting_Admin_Page::shows_program( $connection ) ) {
			return;
		}
		// What a module needs of the page comes with classic scripts, which run before it.
		wp_register_script( self::HANDLE, false, array( 'react', 'react-dom', 'react-jsx-runtime', 'wp-components' ), LASTING_VERSION, true );
		wp_add_inline_script( self::HANDLE, 'window.lastingAdmin = ' . wp_json_encode( self::page( $connection ), JSON_HEX_TAG | JSON_HEX_AMP ) . ';' );
		wp_enqueue_script( self::HANDLE );
		wp_enqueue_script_module( self::HANDLE, plugins_url( 'build/admin.js', LASTING_FILE ), array(), LASTING_VERSION );
		wp_enqueue_style( self::HANDLE, plugins_url( 'build/admin.css', LASTING_FILE ), array( 'wp-components' ), LASTING_VERSION );
	}

	/**
	 * What the screens are told.
	 *
	 * @param array $connection The connection.
	 * @return array
	 */
	private static function page( array $connection ) {
		return array(
			'server'   => $connection['server'],
			'tokenUrl' => rest_url( self::REST . self::ROUTE ),
			'nonceUrl' => admin_url( 'admin-ajax.php?action=rest-nonce' ),
			'nonce'    => wp_create_nonce( 'wp_rest' ),
			'locale'   => get_user_locale(),
		);
	}
}
