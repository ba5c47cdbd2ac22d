<?php
/**
 * The plugin is deleted, with WooCommerce or after it.
 *
 * @package Lasting
 */

final class UninstallTest extends Lasting_Test_Case {
	private function uninstall() {
		if ( ! defined( 'WP_UNINSTALL_PLUGIN' ) ) {
			define( 'WP_UNINSTALL_PLUGIN', 'lasting-loyalty/lasting-loyalty.php' );
			require dirname( __DIR__ ) . '/uninstall.php';
		} else {
			lasting_uninstall_shop();
		}
	}

	public function test_nothing_of_a_connected_shop_stays_and_the_server_is_told() {
		$connection = self::connect();
		$database   = $GLOBALS['wpdb'];
		foreach ( array( $connection['delivery_url'], 'https://others.example/' ) as $url ) {
			$database->insert( 'tea_wc_webhooks', array( 'delivery_url' => $url ) );
		}
		$database->rows['tea_woocommerce_api_keys'] = array( 7 => array( 'key_id' => 7 ), 8 => array( 'key_id' => 8 ) );
		update_option( 'lasting_dead_notes', array( 1 => 1 ) );
		update_option( 'lasting_last_note', 1 );
		update_option( 'others', 'kept' );
		as_enqueue_async_action( 'lasting_note', array( 1, 'n', 1 ), 'lasting' );
		Lasting_Fake_Shop::server_answers( 200, '{}' );
		$this->uninstall();
		$this->assertSame( array( 'others' => 'kept' ), Lasting_Fake_Shop::$options );
		$this->assertSame( array( 'https://others.example/' ), array_column( $database->rows['tea_wc_webhooks'], 'delivery_url' ) );
		$this->assertSame( array( 8 ), array_keys( $database->rows['tea_woocommerce_api_keys'] ) );
		$this->assertSame( array(), Lasting_Fake_Shop::$waiting );
		$this->assertSame( 'https://lasting.example/woocommerce/woo-0f9a3c/calls/goodbye', Lasting_Fake_Shop::$sent[0]['url'] );
		$this->assertSame(
			array(
				"DELETE FROM tea_options WHERE option_name LIKE '\\_transient\\_lasting\\_%'",
				"DELETE FROM tea_options WHERE option_name LIKE '\\_transient\\_timeout\\_lasting\\_%'",
			),
			$database->asked
		);
	}

	public function test_a_shop_that_was_never_connected_asks_nobody() {
		$this->uninstall();
		$this->uninstall();
		$this->assertSame( array(), Lasting_Fake_Shop::$sent );
	}
}
